export type {
  Acceptance,
  FailedDelivery,
  MailKind,
  MeetingAnswer,
  MeetingCancellation,
  MeetingPerson,
  MeetingWay,
  Party,
  PromisedDate,
  ReadCard,
  ReadInvitation,
  ReadMeeting,
  ReadMessage,
  Sensitivity,
  SignatureFacts,
  UnreadPart,
} from './captured.ts';
export { isFreeMailDomain } from './free-mail-domains.ts';
export { addressKey, domainOf, isOwnAddress, type OwnAddresses } from './own-addresses.ts';
export { canonicalSubject, saysAnswer } from './subject.ts';
export { belongBySubject, type FoundThread, findThread, type KnownThreads, specificLength, type ThreadedMessage } from './threads.ts';
export { proposeForUnknown, type UnknownPersonFacts, type UnknownPersonProposal } from './unknown-person.ts';
