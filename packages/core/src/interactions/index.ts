export type {
  Acceptance,
  FailedDelivery,
  MailKind,
  MeetingPerson,
  Party,
  PromisedDate,
  ReadCard,
  ReadMeeting,
  ReadMessage,
  SignatureFacts,
  UnreadPart,
} from './captured.ts';
