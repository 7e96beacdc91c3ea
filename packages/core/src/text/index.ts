export { editDistance } from './edit-distance.ts';
export { jaroWinkler } from './jaro-winkler.ts';
export { companyNameKey, nameKey } from './name-key.ts';
export { lettersOfOnePiece, plainLetters } from './plain-letters.ts';
export { pointKey } from './point-key.ts';
export { type ProbableName, probableMisspelling, similarName } from './similar-name.ts';
