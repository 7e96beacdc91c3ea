import type { AccountRecord, ContactRecord, DayNumber, ProductRecord, UserRecord } from '@windshield/core';
import type { Agenda, Minute } from './agenda.ts';
import type { Books } from './books.ts';
import type { WorkCalendar } from './calendar.ts';
import type { Draws } from './chance.ts';
import type { Diary } from './diary.ts';
import type { Market } from './market.ts';
import type { Causes } from './modes.ts';
import type { DealEnd, Truth } from './truth.ts';

type Absence = { from: DayNumber; to: DayNumber };

/** Someone who sells. What they can and how much they do are drawn apart: busy is not good, and not bad. */
export type Seller = {
  record: UserRecord;
  /** How well what they say fits the customer, and how surely they do what they promised. 0..1 */
  care: number;
  /** How often they ask for one more person at the customer's. 0..1 */
  reach: number;
  /** Touches of their own accord, around 1. */
  drive: number;
  /** Working minutes before they turn to a message, when nothing else waits. */
  promptMinutes: number;
  /** Days of silence after which they close a deal. */
  patienceDays: number;
  tidies: boolean;
  /** The share of their calls and visits that no mailbox or calendar shows. */
  unseenShare: number;
  absences: Absence[];
  /** Everything that waits for them is done before this moment. */
  freeAt: Minute;
  /** Deals that their books show as open. */
  openDeals: Deal[];
};

export type BuyingRole = 'user' | 'champion' | 'decision maker' | 'finance';

/** Someone at a customer's. */
export type Person = {
  record: ContactRecord;
  account: Account;
  role: BuyingRole;
  /** Median working minutes until they answer, when they care. */
  paceMinutes: number;
  /** The chance that they answer at all, when they care. */
  courtesy: number;
  /** How often they begin an exchange, around 1. */
  initiative: number;
  /** Their weight in a decision. */
  clout: number;
  absences: Absence[];
  /** Whether the books have them. */
  isKnown: boolean;
  knownSince: Minute;
  /** When they change jobs; nobody there reads their mail any more. */
  leavesAt: Minute;
  isErased: boolean;
  /** How warm the tie is between deals, 0..1. */
  warmth: number;
};

export type Account = {
  record: AccountRecord;
  calendar: WorkCalendar;
  seller: Seller;
  /** Size against the usual customer, around 1: big ones get more of everything. */
  size: number;
  people: Person[];
  /** What they think of the firm after all they lived through with it, 0..1. */
  trust: number;
  /** How late they sign what they sign every year anyway, in days. */
  latenessDays: number;
  /** How much they need each product, 0..1. */
  needs: number[];
  contracts: { product: Product; amountMinor: number; endsOn: DayNumber; years: number; renewedFor: DayNumber }[];
  isCustomer: boolean;
  liveDeals: number;
};

export type Product = { record: ProductRecord; priceMinor: number; renews: boolean; cycleDays: number; needWords: readonly string[] };

/** A person of the buying group, in one project. */
export type Member = {
  person: Person;
  /** Whether the seller knows them in this matter. */
  isEngaged: boolean;
  /** Whether they ever spoke with the seller, in writing or aloud. */
  hasSpoken: boolean;
  /** 0..1 */
  interest: number;
  /** For us or against, -1..1. */
  support: number;
};

/** A buying project at a customer's, and what the seller's books say of it. */
export type Deal = {
  id: string;
  account: Account;
  seller: Seller;
  product: Product;
  type: 'New business' | 'Expansion' | 'Renewal';
  source: string;
  openedAt: Minute;
  /** The whole buying group; the seller knows those who are engaged. The first is whom it began with. */
  members: Member[];
  need: number;
  /** The need as it stands now: it drifts around `need`. */
  pull: number;
  /** How much dearer than what they had in mind, in shares of it. */
  priceGap: number;
  rival: { name: string; appeal: number } | undefined;
  /** The buyers' own homework, from 0 to 1: they decide at 1. */
  progress: number;
  cycleDays: number;
  /** Touches that are remembered, fading with a half-life of 45 days. */
  presence: number;
  /** How much of the seller's effort this deal gets for no good reason. */
  favour: number;
  weakDays: number;
  /** Shelved without a word. */
  isShelved: boolean;
  phase: 'looking' | 'signing' | 'over';
  /** From here on they answer less and less. */
  fadesFrom: Minute | undefined;
  end: DealEnd | undefined;
  interestByWeek: number[];
  // What the seller sees.
  isOpenInBooks: boolean;
  stage: number;
  expectedCloseDay: DayNumber;
  amountMinor: number;
  unansweredTouches: number;
  lastInboundAt: Minute;
  lastTouchAt: Minute;
  plannedMeetings: number;
  hadMeeting: boolean;
  needIsKnown: boolean;
  openPromises: number;
  contract: Account['contracts'][number] | undefined;
};

/** Everything there is. Whatever happens is a function of it. */
export type World = {
  causes: Causes;
  draws: Draws;
  agenda: Agenda;
  home: WorkCalendar;
  diary: Diary;
  books: Books;
  market: Market;
  truth: { leads: Truth['leads']; erasures: Truth['erasures'] };
  startDay: DayNumber;
  downturn: { fromDay: DayNumber; toDay: DayNumber; depth: number } | undefined;
  sellers: Seller[];
  products: Product[];
  accounts: Account[];
  deals: Deal[];
  /** Those that live at the customer's or stand open in the books. */
  running: Deal[];
  /** The selling side hears that a project ended, or does not. */
  hearOfEnd: (deal: Deal) => void;
};

/** 1 in good times; below it in a downturn. */
export function climateOn(world: World, day: DayNumber): number {
  const { downturn } = world;
  return downturn !== undefined && day >= downturn.fromDay && day < downturn.toDay ? 1 - downturn.depth : 1;
}

export function isAway(who: { absences: readonly Absence[] }, day: DayNumber): boolean {
  for (const { from, to } of who.absences) if (day >= from && day <= to) return true;
  return false;
}

/** The moment at which a seller gets to something that takes `minutes`: one thing after another, in working hours. */
export function takeTime(world: World, seller: Seller, from: Minute, minutes: number): Minute {
  const away = (day: DayNumber) => isAway(seller, day);
  const start = world.home.next(Math.max(from, seller.freeAt), away);
  seller.freeAt = world.home.after(start, minutes, away);
  return start;
}
