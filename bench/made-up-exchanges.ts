import { drawBeta, drawGamma, drawPoisson, type RelationshipEvents, seededRandom } from '@windshield/core';

const daySeconds = 86_400;

/** A network whose law is known, and the days from its beginning to ask at. */
export type MadeUpNetwork = { name: string; events: RelationshipEvents; asOfDays: number[] };

type Exchange = (at: number, from: number, to: number) => void;
type Draw = ReturnType<typeof seededRandom>;

/** Networks that differ in what makes people write; none is made from anything that the features suppose. */
export function madeUpNetworks(seed: number): MadeUpNetwork[] {
  return [
    network('newsletters on fixed days among ordinary mail', 520, 260, every(360, 500, 20), (add, random) => {
      for (let letter = 0; letter < 8; letter++) newsletter(letter, [7, 7, 14, 30, 1, 28, 7, 10][letter] as number, random, add);
      for (let person = 8; person < 258; person++)
        for (let k = 0; k < 6; k++) steadyTie(person, 8 + random.integer(250), 0, 520, drawGamma(random, 0.5) * 0.2, 0.5, random, add);
    }),
    network('ties that begin and die suddenly', 600, 150, every(400, 580, 28), (add, random) => {
      for (let tie = 0; tie < 2_100; tie++) {
        const begins = -150 + 750 * random.uniform();
        const [one, other] = [random.integer(150), random.integer(150)];
        steadyTie(one, other, begins, begins + wait(90, random), drawGamma(random, 2) * 0.15, drawBeta(random, 2, 2), random, add);
      }
    }),
    network('a network that grows tenfold in two years', 730, 400, every(500, 710, 30), (add, random) => {
      const joins = Array.from({ length: 400 }, (_, person) => (person < 40 ? 0 : 730 * Math.sqrt(random.uniform())));
      for (let person = 0; person < 400; person++)
        for (let k = 0; k < 12; k++) {
          const other = random.integer(400);
          const begins = Math.max(joins[person] as number, joins[other] as number) + wait(40, random);
          steadyTie(person, other, begins, 730, drawGamma(random, 0.5) * 0.28, 0.45, random, add);
        }
    }),
    network('inside people write to 1,500 outside, few answers', 550, 1_530, every(380, 530, 28), (add, random) => {
      for (let customer = 30; customer < 1_530; customer++) {
        const begins = -300 + 850 * random.uniform();
        const share = drawBeta(random, 0.6, 4);
        steadyTie(random.integer(30), customer, begins, begins + wait(120, random), drawGamma(random, 0.6) * 0.3, share, random, add);
      }
    }),
    network('20 people, about 2,000 mails', 240, 20, every(150, 225, 15), (add, random) => {
      for (let one = 0; one < 20; one++)
        for (let other = 0; other < 20; other++) steadyTie(one, other, 0, 240, drawGamma(random, 0.15) * 0.1, 0.4, random, add);
    }),
  ];

  function network(name: string, days: number, people: number, asOfDays: number[], make: (add: Exchange, random: Draw) => void) {
    const rows: [number, number, number][] = [];
    const add: Exchange = (at, from, to) => {
      if (from !== to && at >= 0 && at < days) rows.push([at, from, to]);
    };
    make(add, seededRandom(seed));
    rows.sort((a, b) => a[0] - b[0]);
    const events: RelationshipEvents = {
      at: Float64Array.from(rows, ([at]) => at * daySeconds),
      from: Int32Array.from(rows, ([, from]) => from),
      to: Int32Array.from(rows, ([, , to]) => to),
      people: Array.from({ length: people }, (_, i) => String(i)),
    };
    return { name, events, asOfDays };
  }
}

/** One writes at a steady rate a day while the tie lasts; the other answers a share of it, soon. */
function steadyTie(
  one: number,
  other: number,
  begins: number,
  ends: number,
  rate: number,
  answers: number,
  random: Draw,
  add: Exchange,
): void {
  const mails = drawPoisson(random, rate * Math.max(0, ends - begins));
  for (let i = 0; i < mails; i++) {
    const at = begins + (ends - begins) * random.uniform();
    add(at, one, other);
    if (random.uniform() < answers) add(at + wait(0.8, random), other, one);
  }
}

/** Sent to all its readers at once every some days; readers come and leave, and never answer. */
function newsletter(sender: number, everyDays: number, random: Draw, add: Exchange): void {
  const readers = Array.from({ length: 60 + random.integer(190) }, () => {
    const from = -200 + 600 * random.uniform();
    return { person: 8 + random.integer(250), from, until: from + wait(500, random) };
  });
  for (let day = everyDays * random.uniform(); day < 520; day += everyDays)
    for (const { person, from, until } of readers) if (day > from && day < until) add(day + 0.001 * random.uniform(), sender, person);
}

function wait(mean: number, random: Draw): number {
  return -mean * Math.log(1 - random.uniform());
}

function every(from: number, below: number, step: number): number[] {
  return Array.from({ length: Math.ceil((below - from) / step) }, (_, k) => from + k * step);
}
