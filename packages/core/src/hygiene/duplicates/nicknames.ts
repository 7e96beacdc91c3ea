/** Short and foreign forms of first names, one group a line; a name may stand in several. */
const groups = `
alexander alex sascha sasha xander sandy alejandro alessandro aleksander aleksandr oleksandr alec lex
alexandra alex sandra sandy sasha alessandra alejandra
andrew andy drew andreas andre andres andrea andrei andrzej anders
anthony tony antonio anton toni antoine antony
anna ann anne annie anja anya hannah hanna ana nancy anita
barbara barb barbie babs basia
benjamin ben benny benji benno
catherine katherine kathryn kate katie kathy cathy kat katharina katja catalina caterina ekaterina kasia karin kitty catharina
charles charlie chuck karl carl carlos carlo chas charly karol
christina christine tina chris christin kristin kristina cristina krysia
christopher chris christoph kris topher cristobal krzysztof christof
christian chris kristian cristian
daniel dan danny daniele danilo danil
david dave davey davide davy dawid
deborah deb debbie debra
donald don donny
dorothy dot dottie dorothea dora
edward ed eddie ted ned eduard eduardo edoardo eddy
elizabeth liz lizzie beth betty eliza elisabeth elisa lisa isabel isabella libby ela elsa elise bess bessie betsy
emily em emma emilia emmy
eugene gene eugen eugenio
francis frank franz francisco francesco francois frankie pancho paco franciszek fran
frederick fred freddy friedrich fritz frederik federico fryderyk freddie
gabriel gabe gabriele
george georg jorge giorgio jerzy jurgen georges georgie yuri
gerald jerry gerry gerard gerhard gerd gerardo
gregory greg gregor grzegorz grigory
harold harry hal
henry harry hank heinrich heinz henri enrique enrico hendrik henryk heiner
isabella bella izzy isabel isabelle
jacob jake jakob jacques jack diego jakub jacopo
james jim jimmy jamie jaime jaimes
jane janet jenny jan joanna johanna joan jana jeanne juana giovanna ivana
jeffrey jeff geoffrey geoff
jennifer jen jenny jenna
jessica jess jessie
john jon johnny jack juan jean johann johannes hans jan giovanni ivan joao sean ian jonathan janos johan yann
jonathan jon jonny nathan jonas
joseph joe joey josef jose giuseppe sepp jozef beppe pepe jo josip
joshua josh
judith judy jutta
katarina kati katja
kenneth ken kenny
lawrence larry laurence lorenz lorenzo laurent lars laurie
leonard leo len lenny leonardo leon leonhard
lucas luke luca lukas luc lukasz luka
louis lou luis luigi ludwig lewis louie ludwik
margaret maggie meg peggy marge margarete margarita greta rita margot gretchen malgorzata marguerite madge
mark marc markus marcus marco marek marcos marcel
martin marty martino marcin
mary maria marie molly polly mia maryam mariam mariya masha maja mimi
matthew matt matthias mateo matteo mathieu mateusz matti mattias
michael mike mick mickey michel miguel michele mikhail misha michal mikael micha mitch mikey
nathaniel nathan nate nat
nicholas nick nicolas nicola nico klaus niklas nikolaus nikolai mikolaj niels nils nicky claus
olivia liv livia oliwia
oliver ollie olli olivier
pamela pam
patricia pat patty trish tricia patrizia
patrick pat paddy patrik patricio patryk
paul pablo paolo pavel pawel paulo pauli
peter pete pedro pietro pierre piotr petr pjotr petros
philip phil phillip philipp felipe filip philippe filippo
rachel rach raquel
raymond ray raimund ramon
rebecca becky becca bec rebekka
richard rick dick rich ricky ricardo riccardo ryszard richie rico
robert rob bob bobby bert robbie roberto robin rupert robby
ronald ron ronnie
samuel sam sammy samuele samantha
sarah sara sally
sebastian seb basti bastian sebastien
sophia sophie sofia zofia sonja
stephanie steph stefanie steffi stefania
stephen steve steven stefan stefano etienne esteban stephan szczepan stevie
susan sue suzanne susanne susie suzy susanna zuzanna sanne
theodore ted theo teddy teodoro teodor
theresa teresa tess terry therese tessa
thomas tom tommy tomas tommaso tomasz thom
timothy tim timmy timo timotheus
ulrich uli ulli ulrike
victoria vicky vicki tori viktoria vittoria
vincent vince vincenzo vicente vinny
vladimir wladimir vova volodymyr wlodzimierz
walter walt wally gualtiero
william will bill billy willy willi wilhelm guillermo guglielmo guillaume liam willem wim
wolfgang wolf wolfi
yelena elena helena helen helene ellen lena nell alena
zachary zach zack zac zak
abigail abby gail
albert al bert alberto adalbert albrecht
alfred al fred alfredo fredo
amanda mandy
arthur art artur arturo artie
bernard bernie bernhard bernardo bernd barney
cynthia cindy
douglas doug
ernest ernie ernst ernesto
jeremy jerry jem jeremias
kimberly kim kimmy
leslie les
mohammed muhammad mohamed mohammad mehmet ahmed muhammed mo
nikita nick
phyllis phil
roger rodger ruediger
russell russ
sandra sandy alessandra
terence terry terrence
veronica ronnie vera veronika
`;

const groupsOf = new Map<string, number[]>();
for (const [at, line] of groups.trim().split('\n').entries())
  for (const name of line.split(' ')) groupsOf.set(name, [...(groupsOf.get(name) ?? []), at]);

/** Whether two folded first names are forms of one: "bob" and "robert", "jan" and "john". */
export function areFormsOfOneName(a: string, b: string): boolean {
  const ofA = groupsOf.get(a);
  if (ofA === undefined) return false;
  const ofB = groupsOf.get(b);
  return ofB?.some((group) => ofA.includes(group)) ?? false;
}

/** Whether it is one of the usual first names, folded. */
export function isKnownFirstName(word: string): boolean {
  return groupsOf.has(word);
}
