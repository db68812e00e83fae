import { Contract, Value, Mapping, StorageArray, StorageString, U256, Address, msg, require, emit } from "interleave";

@event class Transfer { @indexed from: Address; @indexed to: Address; @indexed tokenId: U256 }
@error class NotOwner { tokenId: U256; owner: Address; caller: Address }
@struct class Token { id: U256; owner: Address; uri: string; tags: string[] }

@contract
class Collection extends Contract {
  @view name: StorageString;
  @view nextId: Value<u64>;
  @view ownerOf: Mapping<U256, Address>;
  @view tokenURI: Mapping<U256, string>;
  private tags: Mapping<U256, StorageArray<string>>;
  private owned: Mapping<Address, StorageArray<U256>>;
  private place: Mapping<U256, u64>;

  constructor(name: string) {
    this.name.set(name);
  }
  mint(uri: string, tags: string[]): U256 {
    const next = this.nextId.get();
    this.nextId.set(next + 1);
    const id = U256.from(next);
    this.tokenURI[id] = uri;
    for (let i = 0; i < tags.length; i++) this.tags[id].push(tags[i]);
    this.give(id, msg.sender);
    emit(new Transfer(Address.ZERO, msg.sender, id));
    return id;
  }
  transfer(id: U256, to: Address): void {
    const owner = this.ownerOf[id];
    require(owner == msg.sender, new NotOwner(id, owner, msg.sender));
    const list = this.owned[owner];
    const at = this.place[id];
    list.swapRemove(at);
    if (at < list.length) this.place[list[at]] = at;
    this.give(id, to);
    emit(new Transfer(owner, to, id));
  }
  @view tokensOf(owner: Address): Token[] {
    const ids = this.owned[owner].toArray();
    const tokens: Token[] = [];
    for (let i = 0; i < ids.length; i++)
      tokens.push(new Token(ids[i], this.ownerOf[ids[i]], this.tokenURI[ids[i]], this.tags[ids[i]].toArray()));
    return tokens;
  }
  private give(id: U256, to: Address): void {
    this.place[id] = this.owned[to].length;
    this.owned[to].push(id);
    this.ownerOf[id] = to;
  }
}
