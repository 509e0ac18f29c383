// Runs axe over HTML files in Chromium: light and dark, at three widths, with everything folded out.
// node axe.mjs CHROMIUM FILE...   prints one line a look; exit status 1 where axe finds a violation
// or a page is wider than its window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, ...files] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
let faults = 0;
for (const file of files) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [360, 768, 1280]) {
      const page = await browser.newPage();
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width, height: 900 });
      await page.goto(pathToFileURL(file).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(async () => await axe.run());
      faults += violations.length + (wide > width ? 1 : 0);
      console.log(`${file}: ${scheme}, ${width} px, ${violations.length} violations, ${wide} px wide`);
      for (const { id, help, nodes } of violations) {
        console.log(`  ${id}: ${help}: ${nodes.map((node) => node.target).join(" ")}`);
      }
      await page.close();
    }
  }
}
await browser.close();
process.exitCode = faults ? 1 : 0;
