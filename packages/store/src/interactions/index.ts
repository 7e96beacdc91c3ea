export { appendInteraction, getInteraction, type NewInteraction, takeBackInteraction } from './append.ts';
export type { Direction, Interaction, InteractionType, ParticipantRole } from './interaction.ts';
export { foldLastInteractions } from './last-contact.ts';
export { type InteractionQuery, listInteractions } from './list.ts';
export { type Change, type TimelineEntry, type TimelineKind, timeline } from './timeline.ts';
