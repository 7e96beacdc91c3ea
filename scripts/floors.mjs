// Checks that floors and rooms keep to their boundaries (.dependency-cruiser.mjs), and a few rules that imports cannot show.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** Rules about a file's own text or name; `comment` says how to mend a breach. */
const textRules = [
  {
    name: 'no-drawer',
    comment: 'A folder or file called utils, helpers, common or misc has no idea of its own. Name it after what it holds.',
    applies: () => true,
    isBroken: (file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(file),
  },
  {
    name: 'no-clock-in-core',
    comment: 'core and sim are given the time and the seed as parameters, so that any past day can be computed again.',
    applies: (file) => /^packages\/(core|sim)\/src\//.test(file) && !isTest(file),
    isBroken: (_, text) => /\b(Date\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now\b|performance\.now\()/.test(text),
  },
  {
    name: 'environment-in-one-place',
    comment: 'packages/cli/src/environment.ts reads the environment, once, at the start. Take the value as a parameter.',
    applies: (file) => /^packages\/[^/]+\/src\//.test(file) && !isTest(file) && file !== 'packages/cli/src/environment.ts',
    isBroken: (_, text) => /\bprocess\.env\b/.test(text),
  },
];

const isTest = (file) => /\.test\.tsx?$|\/testing(\.ts$|\/)/.test(file);

function checkImports(sources) {
  const folders = ['packages', 'e2e', 'bench'].filter((folder) => sources.some((file) => file.startsWith(`${folder}/`)));
  const depcruise = path.join(root, 'node_modules/.bin/depcruise');
  const args = [depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  if (!stdout) throw new Error(`dependency-cruiser gave no answer: ${stderr}`);
  const { modules, summary } = JSON.parse(stdout);
  // Without a TypeScript that it can load, dependency-cruiser looks at nothing and is content.
  const seen = new Set(modules.map(({ source }) => source));
  const unseen = sources.filter((file) => folders.includes(file.split('/')[0]) && !seen.has(file));
  if (unseen.length > 0)
    throw new Error(`dependency-cruiser looked at ${seen.size} files but not at ${unseen.length} others, such as ${unseen[0]}`);
  const comments = Object.fromEntries(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    where: from === to ? from : `${from} -> ${to}`,
    comment: comments[rule.name],
  }));
}

function checkTexts(sources) {
  return sources.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const broken = textRules.filter((rule) => rule.applies(file) && rule.isBroken(file, text));
    return broken.map(({ name, comment }) => ({ rule: name, where: file, comment }));
  });
}

function listSources(folder) {
  const skipped = /(^|\/)(node_modules|dist|test-results)(\/|$)/;
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !skipped.test(file));
}

const present = readdirSync(root);
const sources = ['packages', 'e2e', 'bench'].filter((folder) => present.includes(folder)).flatMap(listSources);
const breaches = [...checkImports(sources), ...checkTexts(sources)];
for (const [rule, group] of Map.groupBy(breaches, (breach) => breach.rule)) {
  console.error(`${rule}: ${group[0].comment}`);
  for (const { where } of group) console.error(`  ${where}`);
}
console.log(`${sources.length} files checked, ${breaches.length} boundaries crossed`);
process.exitCode = sources.length === 0 || breaches.length > 0 ? 1 : 0;
