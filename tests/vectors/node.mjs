// Runs the vectors in Node: `node node.mjs FOLDER-OF-THE-PAGE < cases.json` writes what is answered.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const entry = await import(pathToFileURL(resolve(process.argv[2], "node.js")));
const cases = JSON.parse(readFileSync(0, "utf8"));
const answers = run(await entry.init(), cases);
// The functions that load by themselves are the same ones.
if (JSON.stringify(await entry.describeFields("Limit")) !== JSON.stringify((await entry.init()).describeFields("Limit"))) {
  throw new Error("describeFields answers otherwise than what init resolves to");
}
process.stdout.write(JSON.stringify(answers));
