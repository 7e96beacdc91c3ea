/** What stands in the address of a list, read without trust: an unknown value is left out, never an error. */
type Raw = Record<string, unknown>;

/** Text; the address bar gives numbers and booleans their own type, so they are written back. */
export function textParam(search: Raw, name: string): string | undefined {
  const value = search[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}

export function choiceParam<const Choice extends string>(search: Raw, name: string, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

export function flagParam(search: Raw, name: string): true | undefined {
  return search[name] === true || search[name] === 'true' ? true : undefined;
}

/** Leaves out what is not known, so that the address stays short. */
export function known<Search extends object>(search: Search): { [Name in keyof Search]: Exclude<Search[Name], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never;
}
