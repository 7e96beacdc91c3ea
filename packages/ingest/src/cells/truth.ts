const yes = new Set(
  '1 true t yes y x ja j oui o si sí s sim vrai verdadero vero wahr tak ano igen да истина evet on active aktiv actif activo attivo ativo はい 是 waar sant sand tosi kyllä'.split(
    ' ',
  ),
);
const no = new Set(
  '0 false f no n nein non nej não nao nee faux falso falsch nie ne nem нет ложь hayir hayır off inactive inaktiv inactif inactivo inattivo inativo いいえ 否 onwaar falskt usann epätosi ei'.split(
    ' ',
  ),
);

/** Yes or no in the languages of exports; undefined when it is neither. */
export function parseTruth(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}
