import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

export default defineConfig({
  plugins: [react()],
  base: "./",
  build: {
    // A part of the program in a data: address would need a policy that allows such.
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
