/** Month names and their usual abbreviations, without accents and dots, in the languages that exports come in. */
const names = `
jan january januar janvier enero ene gennaio gen janeiro januari styczen sty stycznia leden ledna tammikuu januarie
feb february februar fevrier fev fevr febrero febbraio fevereiro februari luty lut lutego unor unora helmikuu febr
mar march marz mrz maerz mars marzo marco maart mrt marzec marca brezen brezna maaliskuu
apr april avril avr abril abr aprile kwiecien kwi kwietnia duben dubna huhtikuu
may mai mayo maggio mag maio mei maj maja kveten kvetna toukokuu
jun june juni juin junio giugno giu junho czerwiec cze czerwca cerven cervna kesakuu
jul july juli juillet juil julio luglio lug julho lipiec lip lipca cervenec cervence heinakuu
aug august aout agosto ago augustus augusti sierpien sie sierpnia srpen srpna elokuu
sep sept september septembre septiembre settembre set setembro wrzesien wrz wrzesnia zari syyskuu
oct october oktober okt octobre octubre ottobre ott outubro out pazdziernik paz pazdziernika rijen rijna lokakuu
nov november novembre noviembre novembro listopad lis listopada listopadu marraskuu
dec december dezember dez decembre diciembre dic dicembre dezembro grudzien gru grudnia prosinec prosince joulukuu
`;

export const monthByName: ReadonlyMap<string, number> = new Map(
  names
    .trim()
    .split('\n')
    .flatMap((line, index) => line.split(' ').map((name) => [name, index + 1] as const)),
);
