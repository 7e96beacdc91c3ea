/** "Sent from my iPhone", as devices and programs add it, in the languages that they speak. */
const added = new RegExp(
  `^[\\s<(\\[*_«"-]*(?:${[
    'sent (?:from|via|by|with|using|on) (?:(?:my|a|an|the|mobile|outlook|mail|yahoo|proton|gmail|nine|aqua|blue|spark|airmail|mailbox|canary|superhuman|windows|android|samsung|galaxy|iphone|ipad|ios|blackberry|huawei|xiaomi|nokia|sony|zimbra|newton|edison|typeapp|thunderbird|phone|cell|tablet|aol|gmx|web\\.de|verizon|at&t|t-mobile|ti-\\d|\\[?(?:mail|outlook)\\b)|\\S{1,30}$)',
    'from my (?:iphone|ipad|ipod|android|mobile|phone|cell|galaxy|samsung|blackberry|tablet|pixel|device|nokia|htc)',
    '[\\p{L} .]{1,30} from (?:my )?(?:mobile|iphone|ipad|phone)$',
    'get \\[?outlook for|get \\[?(?:spark|yahoo|aol|bluemail|typeapp)\\b|download \\[?(?:spark|outlook) ',
    '(?:gesendet|versendet|geschickt) (?:von|mit|aus|über|via)|von (?:meinem|meiner|unterwegs|iphone|ipad|samsung|android).{0,60}(?:gesendet|geschickt|gesandt)|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über) .{1,80} (?:gesendet|verschickt|versendet|geschickt)|outlook für (?:ios|android)|holen sie sich outlook',
    "envoy[ée]e?s? (?:depuis|de|à partir|par|avec|via|d')|(?:provenance|télécharger|obtenez) (?:de )?(?:outlook|courrier)",
    'enviad[oa]s? (?:desde|de|do|da|a partir|con|com|por|pelo|via|mediante)|obtener outlook|obter o outlook',
    '(?:inviat[oa]|spedit[oa]) (?:da|dal|dalla|con|tramite|via)|scarica outlook|ottieni outlook',
    '(?:verzonden|verstuurd) (?:vanaf|vanuit|via|met|van|door)|outlook voor (?:ios|android)|download outlook',
    '(?:skickat|skickades|sänt) (?:från|via|med)|sendt (?:fra|via|med)|hent outlook|hämta outlook',
    'lähetetty|hanki outlook',
    'wysłan[eoy] (?:z|ze|przez|za)|pobierz outlook|odesl[aá]no (?:z|ze|pomoc)|odoslan[éeá] (?:z|zo)',
    'отправлено (?:с|из|через|от)|надіслано (?:з|із)|изпратено от|trimis (?:de pe|din)|küldve |elküldve |iphone-?(?:ról|omról)',
    "στάλθηκε (?:από|απο)|iphone[’']?umdan gönderildi|.{1,30}(?:dan|den|mdan) gönderildi",
    '发自|發自|来自|從我的.{1,30}傳送|从我的.{1,30}发送|通过.{1,20}发送|.{1,20}から送信|.{1,20}より送信|나의 .{1,20}에서 보냄|.{1,20}에서 보냄',
    'נשלח מ|أُ?رسل(?:ت)? من|تم الإرسال من|đã gửi từ|dikirim dari|ส่งจาก',
  ].join('|')})`,
  'iu',
);

/** A line that a device wrote, not the person. Only meant where no words of the person follow. */
export function isDeviceLine(line: string): boolean {
  return line.length < 200 && added.test(line);
}
