/** Beginnings of subjects that mail programs give to automatic answers, in the languages that they speak. */
export const autoReplySubject = new RegExp(
  `^\\W{0,3}(?:${[
    'auto(?:matic|mated|mated e-?mail)?[- ]?(?:reply|response|respond(?:er)?|answer|antwort|acknowledge?ment)',
    'autosvar|autoreply|autoresponse|auto ?:',
    'out[- ]of[- ](?:the[- ])?office',
    'ooo\\b|o\\.o\\.o\\.',
    '(?:i am |i.m )?(?:currently )?(?:away|out) (?:from|of) (?:my |the )?(?:mail|office|desk)',
    'on (?:annual |maternity |paternity |parental |sick )?(?:leave|vacation|holiday)',
    'vacation (?:reply|response|message|notice|auto)',
    'away (?:message|notice|notification)',
    'automatische (?:antwort|abwesenheit|e-?mail|rückantwort|eingangsbestätigung|nachricht)',
    'abwesenheits?(?:notiz|nachricht|meldung|agent|assistent|info)?|abwesend|außer haus|nicht im (?:büro|haus)|im urlaub',
    'réponse automatique|reponse automatique|message automatique|absence du bureau|absent(?:e)? (?:du bureau|jusqu)|notification d.absence|répondeur',
    'respuesta autom[aá]tica|contestaci[oó]n autom[aá]tica|fuera de (?:la )?oficina|ausente|ausencia',
    'risposta automatica|fuori (?:sede|ufficio)|assenza|assente',
    'resposta autom[aá]tica|fora do escrit[oó]rio|aus[eê]ncia (?:do|tempor)',
    'automatisch antwoord|automatische? (?:antwoord|reactie|beantwoording)|afwezig(?:heid)?|niet aanwezig|buiten kantoor',
    'automatiskt svar|automatisk svar|autosvar|frånvaro|fravær|ikke til stede|er ikke på kontoret|ej på kontoret',
    'automaattinen vastaus|poissa toimistosta|lomalla|poissaolo',
    'automatyczna odpowied[zź]|odpowied[zź] automatyczna|autoodpowied|poza biurem|nieobecno',
    'automatick[aá] odpov[eě]|mimo kancel|nepř[ií]tomnost',
    'automatikus v[aá]lasz|házon kív[uü]l',
    'r[aă]spuns automat',
    'automatski odgovor|samodejni odgovor|automatinis atsakymas|automātiskā atbilde|automaatvastus',
    'otomatik (?:yan[ıi]t|cevap)|ofis d[ıi][sş][ıi]nda',
    'αυτόματη απάντηση|εκτός γραφείου',
    'автоответ|автоматический ответ|автоматична відповідь|нет на месте|вне офиса|в отпуске|автоматичен отговор',
    '自動(?:応答|返信|回覆|答覆|回复)|自动(?:回复|答复|应答)|不在(?:通知|のお知らせ|届)',
    '자동 ?(?:회신|응답|답장)|부재 ?중',
    'רד אוטומטי|תשובה אוטומטית|מענה אוטומטי',
    'رد تلقائي|الرد التلقائي',
    'trả lời tự động|balasan otomatis|jawapan automatik|ตอบกลับอัตโนมัติ',
  ].join('|')})`,
  'iu',
);

/** Sentences of an absence, for answers that carry an automatic head but no such subject. */
export const absenceWords =
  /out of (?:the )?office|on (?:annual |maternity |paternity |parental |sick )?(?:leave|vacation|holidays?)|away from (?:the |my )?(?:office|desk|e-?mail)|nicht im (?:büro|haus|office)|abwesend|im urlaub|außer haus|absent(?:e)?\b.{0,30}(?:jusqu|du bureau)|en congés?|de vacaciones|fuera de (?:la )?oficina|ausente|in ferie|fuori (?:ufficio|sede)|assente|de férias|fora do escrit|ausente|afwezig|met vakantie|op vakantie|op verlof|på semester|på ferie|lomalla|na urlopie|poza biurem|в отпуске|休暇|外出|不在|出差|休假|휴가|출장/iu;
