/** Storage slots and values of the EVM in words that people know. */
export { createNamer, type Namer, type PreimageLookup, type StoragePlace } from './decode/namer.ts';
export { createPreimageIndex, type PreimageIndex, type Preimages } from './decode/preimages.ts';
export { parseStorageLayout, type StorageLayout, type StorageType } from './decode/storage-layout.ts';
export { decodeValue } from './decode/decode-value.ts';
