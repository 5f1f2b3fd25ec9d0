import { defineConfig } from "vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";

export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: {
    // A part of the program in a data: address would need a policy that allows such.
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
