import type { Sensitivity } from '@windshield/core';
import { type Component, lineOf } from '../content-lines/component.ts';

export type EventClass = 'public' | Sensitivity;

/**
 * For whom an event is (CLASS, RFC 5545 3.8.1.3). A class that nobody knows is to be taken as private, says the standard.
 *
 * @returns `undefined` when the event does not say
 */
export function readClass(event: Component): EventClass | undefined {
  const written = lineOf(event, 'CLASS')?.value.trim().toUpperCase() ?? '';
  if (written === '') return undefined;
  return written === 'PUBLIC' ? 'public' : written === 'CONFIDENTIAL' ? 'confidential' : 'private';
}

/** @param series what the series says of which the event is an occurrence */
export function sensitivityOf(event: EventClass | undefined, series: EventClass | undefined): Sensitivity | undefined {
  const said = event ?? series;
  return said === 'public' ? undefined : said;
}
