import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { decoder, detectEncoding } from './encoding.ts';

const german = 'Müller & Söhne, Straße 5, Köln; Größe: 12 €; Grüße aus München, Ärger über Öl';
const czech = 'Žluťoučký kůň úpěl ďábelské ódy; Příliš žluté; Společnost Čeňková, Plzeň';
const polish = 'Zażółć gęślą jaźń; Spółka Łódź; Święto';
const russian = 'Название сделки;Компания;Этап;Сумма\nПоставка оборудования;Ромашка;Переговоры;120000\nОбслуживание;Василёк;Выиграна;90000';
const japanese = '商談名,取引先名,フェーズ\n東京工場の更新,株式会社山田製作所,提案\n大阪支店の新規導入,鈴木商事株式会社,受注';

describe('the encoding is found and read', () => {
  test.each([
    ['windows-1252', german],
    ['windows-1250', czech],
    ['windows-1250', polish],
    ['windows-1251', russian],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['utf-8', japanese],
    ['utf-16le', german],
    ['utf-16be', german],
  ])('%s', (encoding, text) => {
    const bytes = iconv.encode(text, encoding);
    const found = detectEncoding(bytes);
    const decode = decoder(found);
    expect(decode.write(bytes) + decode.end()).toBe(text);
  });
  test('a character cut in two by the sample’s end is no reason to doubt UTF-8', () => {
    expect(detectEncoding(Buffer.from('Größe und Straße, 商談').subarray(0, -1))).toBe('utf-8');
  });
  test('an unknown encoding is refused by name', () => expect(() => decoder('ebcdic-xyz')).toThrow('"ebcdic-xyz"'));
});

const folder = testData('awkward_files', 'openrefine_encodings');

describe.skipIf(!folder)('OpenRefine’s copies of one table', () => {
  const read = (file: string) => {
    const bytes = readFileSync(`${folder}/${file}`);
    const decode = decoder(detectEncoding(bytes));
    return (decode.write(bytes) + decode.end()).replaceAll('\r\n', '\n').trim();
  };
  test.each(['example-latin1.tsv', 'example-utf16be-bom.tsv', 'example-utf16le-bom.tsv'])('%s reads as the UTF-8 one', (file) => {
    expect(read(file)).toBe(read('example-utf8.tsv'));
  });
});
