import { escaped } from './markup.ts';
import type { Numbers, Page, Section } from './page.ts';
import { style } from './style.ts';

/** One HTML document that asks for nothing from anywhere: style and pictures are inside. */
export function renderPage({ title, question, verdict, figures, sections, made }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>
${style}
</style>
</head>
<body>
<main>
<p class="kicker">${escaped(title)}</p>
<h1>${escaped(question)}</h1>
<div class="verdict ${verdict.tone}">
<h2>${prose(verdict.headline)}</h2>
${paragraphs(verdict.sentences)}
</div>
<dl class="figures">
${figures.map(({ label, value, note }) => `<div><dt>${escaped(label)}</dt><dd class="value">${prose(value)}</dd><dd class="note">${prose(note)}</dd></div>`).join('\n')}
</dl>
${sections.map(sectionOf).join('\n')}
<footer>
${paragraphs(made)}
</footer>
</main>
</body>
</html>
`;
}

function sectionOf({ heading, text, chart, numbers }: Section): string {
  const parts = [`<h2>${escaped(heading)}</h2>`, paragraphs(text), chart ?? '', numbers ? numbersOf(numbers) : ''];
  return `<section>\n${parts.filter((part) => part !== '').join('\n')}\n</section>`;
}

function numbersOf(numbers: Numbers): string {
  const table = tableOf(numbers);
  return numbers.isOpen ? table : `<details><summary>The numbers</summary>\n${table}\n</details>`;
}

function tableOf({ caption, header, rows }: Numbers): string {
  const isNumber = header.map(
    (_, column) =>
      rows.length > 0 && rows.every((row) => typeof row[column] === 'number' || /^[-+−]?[\d.,\s]+%?$|^–$/.test(String(row[column]))),
  );
  const cell = (tag: 'th' | 'td', text: string | number, column: number) =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''}${isNumber[column] ? ' class="n"' : ''}>${prose(typeof text === 'number' ? text.toLocaleString('en') : text)}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly (string | number)[]) =>
    `<tr>${cells.map((text, column) => cell(tag, text, column)).join('')}</tr>`;
  return `<div class="scroll"><table><caption>${escaped(caption)}</caption><thead>${line('th', header)}</thead><tbody>${rows.map((row) => line('td', row)).join('\n')}</tbody></table></div>`;
}

/** Text for HTML: a number and its percent sign stay on one line, and what is below zero has a minus sign. */
function prose(text: string | number): string {
  return escaped(text)
    .replace(/(\d) %/g, '$1\u00a0%')
    .replace(/(^|[\s(])-(?=\d)/g, '$1−');
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${prose(line)}</p>`).join('\n');
}
