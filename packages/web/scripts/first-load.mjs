// What a first visit downloads before Today is usable: the entry, Today's chunk, and everything that either imports without waiting.
// Prints the size of each file's brotli copy, which is what a browser gets, and ends with 1 above the limit.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const limitBytes = 200_000;
const dist = join(import.meta.dirname, '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry || key === 'src/today/today-room.tsx');
if (entries.length < 2) throw new Error('The build has no entry or no chunk for src/today/today-room.tsx. Build first: vite build');
const chunks = new Set();
const follow = (key) => {
  if (chunks.has(key)) return;
  chunks.add(key);
  for (const next of manifest[key].imports ?? []) follow(next);
};
entries.forEach(follow);

const sizes = [...chunks]
  .map((key) => manifest[key].file)
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, bytes: statSync(join(dist, `${file}.br`)).size }))
  .sort((a, b) => b.bytes - a.bytes);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { file, bytes } of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  JavaScript (brotli) before Today is usable; limit ${limitBytes / 1000} kB`);
process.exitCode = total > limitBytes ? 1 : 0;
