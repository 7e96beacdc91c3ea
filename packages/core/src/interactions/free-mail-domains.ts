/**
 * Domains whose addresses say nothing about a company: free and subscribers' mail of the world's providers, and mailboxes that live for minutes. Families
 * with many national domains (Yahoo, Hotmail, Live, Outlook) are recognised by their pattern.
 */
const domains = `
gmail.com googlemail.com
outlook.com hotmail.com live.com msn.com windowslive.com passport.com
yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.co.in yahoo.com.br
icloud.com me.com mac.com
aol.com aim.com love.com games.com wow.com netscape.net netscape.com verizon.net
proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me
fastmail.com fastmail.fm hey.com zoho.com zohomail.com zohomail.eu zohomail.in mail.com email.com usa.com post.com europe.com asia.com consultant.com engineer.com
myself.com iname.com cheerful.com techie.com writeme.com contractor.net accountant.com programmer.net gmx.com gmx.us gmx.co.uk
hushmail.com hush.com runbox.com startmail.com mailfence.com disroot.org riseup.net lavabit.com countermail.com ctemplar.com posteo.de posteo.net posteo.eu
mailbox.org kolabnow.com simplelogin.com anonaddy.com addy.io duck.com mozmail.com privaterelay.appleid.com skiff.com onionmail.org cock.li
inbox.com lycos.com excite.com juno.com netzero.net netzero.com peoplepc.com earthlink.net mindspring.com bigfoot.com care2.com rediffmail.com in.com sify.com
comcast.net xfinity.com att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net flash.net prodigy.net cox.net charter.net spectrum.net roadrunner.com rr.com
twc.com optonline.net optimum.net suddenlink.net windstream.net frontier.com frontiernet.net centurylink.net centurytel.net embarqmail.com q.com qwest.net
cableone.net mediacombb.net tds.net wowway.com rcn.com hughes.net gci.net hawaiiantel.net consolidated.net insightbb.com zoominternet.net atlanticbb.net
rogers.com shaw.ca telus.net bell.net sympatico.ca videotron.ca cogeco.ca eastlink.ca sasktel.net mts.net nb.sympatico.ca hotmail.ca live.ca
btinternet.com btopenworld.com bt.com talktalk.net talk21.com sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk tiscali.co.uk o2.co.uk plusnet.com plus.net
orange.net tesco.net lineone.net fsmail.net freeserve.co.uk demon.co.uk zen.co.uk eircom.net iol.ie vodafone.ie
gmx.de gmx.net gmx.at gmx.ch gmx.eu gmx.info gmx.org web.de email.de t-online.de magenta.de freenet.de arcor.de vodafone.de vodafonemail.de 1und1.de online.de online.home.de
kabelmail.de unity-mail.de unitybox.de ewetel.net ewe.net osnanet.de netcologne.de nefkom.net mnet-online.de mnet-mail.de htp-tel.de versanet.de alice-dsl.net alice.de o2online.de o2mail.de
freemail.de directbox.com smart-mail.de firemail.de kabelbw.de hansenet.de lycos.de compuserve.de tonline.de onlinehome.de mail.de eclipso.de eclipso.eu vollbio.de
aon.at a1.net chello.at inode.at utanet.at kabsi.at liwest.at drei.at bluewin.ch sunrise.ch hispeed.ch swissonline.ch green.ch vtxmail.ch netplus.ch
orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr bouygtel.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net noos.fr voila.fr aol.fr gmx.fr 9online.fr
skynet.be telenet.be proximus.be scarlet.be belgacom.net voo.be pandora.be base.be
ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl xs4all.nl home.nl chello.nl upcmail.nl quicknet.nl casema.nl tele2.nl zonnet.nl live.nl caiway.nl solcon.nl online.nl telfort.nl wxs.nl freeler.nl
libero.it virgilio.it alice.it tin.it tim.it tiscali.it fastwebnet.it inwind.it iol.it blu.it email.it vodafone.it teletu.it tele2.it katamail.com supereva.it poste.it aruba.it pec.it
telefonica.net movistar.es ono.com orange.es wanadoo.es terra.es ya.com jazztel.es vodafone.es euskaltel.net mundo-r.com telecable.es arrakis.es gmx.es correo.es
sapo.pt netcabo.pt clix.pt iol.pt mail.telepac.pt telepac.pt vodafone.pt meo.pt nos.pt live.com.pt portugalmail.pt
telia.com bredband.net bredband2.com comhem.se spray.se passagen.se swipnet.se tele2.se home.se glocalnet.net bahnhof.se
online.no broadpark.no getmail.no lyse.net frisurf.no start.no altibox.no c2i.net mail.dk tdcadsl.dk stofanet.dk jubii.dk webspeed.dk youmail.dk ofir.dk sol.dk privat.dk get2net.dk
elisanet.fi kolumbus.fi luukku.com suomi24.fi pp.inet.fi saunalahti.fi welho.com netti.fi dnainternet.net simnet.is
wp.pl o2.pl onet.pl onet.eu op.pl poczta.onet.pl interia.pl interia.eu poczta.fm gazeta.pl tlen.pl vp.pl autograf.pl buziaczek.pl go2.pl neostrada.pl spoko.pl amorki.pl poczta.wp.pl
seznam.cz email.cz post.cz centrum.cz atlas.cz volny.cz tiscali.cz quick.cz iol.cz centrum.sk azet.sk zoznam.sk post.sk pobox.sk stonline.sk inmail.sk
freemail.hu citromail.hu t-online.hu vipmail.hu indamail.hu invitel.hu upcmail.hu chello.hu
abv.bg mail.bg dir.bg gbg.bg yahoo.ro rdslink.ro clicknet.ro k.ro xnet.ro
net.hr inet.hr htnet.hr vip.hr zg.t-com.hr siol.net telemach.net t-2.net amis.net volja.net eunet.rs open.telekom.rs sbb.rs ptt.rs
otenet.gr forthnet.gr hol.gr freemail.gr in.gr pathfinder.gr windtools.gr cytanet.com.cy
inbox.lv apollo.lv e-apollo.lv one.lv delfi.lv inbox.lt takas.lt zebra.lt delfi.lt one.lt hot.ee online.ee mail.ee neti.ee
mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru yandex.ru yandex.com ya.ru yandex.by yandex.kz yandex.ua narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru r0.ru pochta.ru hotbox.ru nm.ru qip.ru
ukr.net i.ua meta.ua bigmir.net mail.ua email.ua online.ua tut.by mail.by open.by mail.kz
mynet.com superonline.com ttmail.com ttnet.net.tr turk.net hotmail.com.tr e-kolay.net
walla.co.il walla.com 012.net.il netvision.net.il bezeqint.net zahav.net.il 013.net nana.co.il barak.net.il
maktoob.com emirates.net.ae eim.ae link.net tedata.net.eg batelco.com.bh qatar.net.qa cyberia.net.lb terra.net.lb
qq.com foxmail.com vip.qq.com 163.com 126.com yeah.net vip.163.com vip.126.com 188.com sina.com sina.cn vip.sina.com sohu.com vip.sohu.com tom.com 21cn.com 139.com 189.cn wo.cn 263.net aliyun.com eyou.com chinaren.com
yahoo.com.cn netvigator.com hkstar.com i-cable.com biznetvigator.com hinet.net pchome.com.tw seed.net.tw url.com.tw kimo.com ms1.hinet.net msa.hinet.net
docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ymobile.ne.jp vodafone.ne.jp uqmobile.jp rakuten.jp nifty.com nifty.ne.jp biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp asahi-net.or.jp excite.co.jp infoseek.jp goo.jp mail.goo.ne.jp livedoor.com auone.jp
naver.com hanmail.net daum.net nate.com kakao.com korea.com empas.com empal.com lycos.co.kr chol.com dreamwiz.com hanmir.com paran.com
singnet.com.sg starhub.net.sg pacific.net.sg tm.net.my streamyx.com jaring.my pldtdsl.net globe.com.ph telkom.net plasa.com vnn.vn fpt.vn truemail.co.th csloxinfo.com
bigpond.com bigpond.net.au bigpond.com.au telstra.com optusnet.com.au iinet.net.au internode.on.net tpg.com.au westnet.com.au dodo.com.au aapt.net.au ozemail.com.au adam.com.au netspace.net.au exetel.com.au
xtra.co.nz slingshot.co.nz paradise.net.nz clear.net.nz vodafone.co.nz orcon.net.nz ihug.co.nz actrix.co.nz
uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br superig.com.br zipmail.com.br pop.com.br click21.com.br veloxmail.com.br
prodigy.net.mx infinitum.com.mx terra.com.mx fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar uolsinectis.com.ar terra.cl vtr.net entelchile.net une.net.co etb.net.co cantv.net speedy.com.pe adinet.com.uy
webmail.co.za mweb.co.za telkomsa.net vodamail.co.za iafrica.com absamail.co.za lantic.net yebo.co.za afrihost.co.za
mailinator.com guerrillamail.com guerrillamail.net sharklasers.com 10minutemail.com temp-mail.org tempmail.com throwawaymail.com yopmail.com yopmail.fr trashmail.com trashmail.de getnada.com maildrop.cc dispostable.com mintemail.com spamgourmet.com byom.de wegwerfemail.de
`;

const known: ReadonlySet<string> = new Set(domains.trim().split(/\s+/));

/** Families that give an address under every country's ending. */
const families = /^(?:yahoo|ymail|hotmail|live|outlook|windowslive|msn|gmx|aol|yandex)\.(?:com?\.)?[a-z]{2,3}$/;

/** Whether addresses of this domain belong to persons rather than to a company that it names. */
export function isFreeMailDomain(domain: string): boolean {
  const name = domain.trim().toLowerCase();
  return known.has(name) || families.test(name);
}
