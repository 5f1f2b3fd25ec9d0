import { defineConfig } from "vite";
import vue from "@vitejs/plugin-vue";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "order-ticket" } } })],
  base: "./",
  build: {
    // A part of the program in a data: address would need a policy that allows such.
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
