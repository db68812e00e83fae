//! Text put together at compile time: the ABI, the storage layout and the signatures that selectors are hashes of.

/// What such a text consists of.
#[derive(Clone, Copy)]
pub enum Piece {
    /// As it stands.
    Text(&'static str),
    /// An identifier of the source in camelCase (`balance_of` becomes `balanceOf`), without `mut` and `r#`.
    Camel(&'static str),
    /// What stands between the first and the last quotation mark: of an attribute like `name("x")`.
    Quoted(&'static str),
    /// A decimal number.
    Number(usize),
    /// A comma, unless a bracket has just been opened.
    Separator,
    /// Pieces one after the other.
    List(&'static [Piece]),
}

#[derive(Clone, Copy)]
struct Writer<const N: usize> {
    bytes: [u8; N],
    /// Also counts what does not fit.
    len: usize,
    last: u8,
}

/// The number of bytes.
pub const fn length(pieces: &[Piece]) -> usize {
    write(Writer::<0> { bytes: [], len: 0, last: 0 }, pieces).len
}

/// The text in a buffer of `N` bytes; what is longer is cut off.
pub const fn concat<const N: usize>(pieces: &[Piece]) -> [u8; N] {
    write(Writer { bytes: [0; N], len: 0, last: 0 }, pieces).bytes
}

/// Keccak-256 of a signature.
pub const fn hash(pieces: &[Piece]) -> [u8; 32] {
    let written = write(Writer::<1024> { bytes: [0; 1024], len: 0, last: 0 }, pieces);
    if written.len > 1024 {
        panic!("a signature of more than 1024 bytes");
    }
    crate::keccak::keccak256_const(&written.bytes, written.len)
}

/// The first four bytes of its hash, big-endian.
pub const fn selector(pieces: &[Piece]) -> u32 {
    let hash = hash(pieces);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// Whether an attribute is among those given as text.
pub const fn has(attributes: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < attributes.len() {
        if begins(attributes[i].as_bytes(), 0, name) && attributes[i].len() == name.len() {
            return true;
        }
        i += 1;
    }
    false
}

/// A mistake of the compiler's if an attribute is neither one of these nor documentation.
pub const fn only(attributes: &[&str], known: &[&str]) {
    let mut i = 0;
    while i < attributes.len() {
        let mut fits = begins(attributes[i].as_bytes(), 0, "doc");
        let mut j = 0;
        while j < known.len() {
            fits = fits || begins(attributes[i].as_bytes(), 0, known[j]);
            j += 1;
        }
        if !fits {
            panic!("an attribute that means nothing here")
        }
        i += 1;
    }
}

/// A mistake of the compiler's if two functions have one selector; 0 stands for none.
pub const fn all_different(selectors: &[u32]) {
    let mut i = 0;
    while i < selectors.len() {
        let mut j = 0;
        while j < i {
            if selectors[i] == selectors[j] && selectors[i] != 0 {
                panic!("two public functions have the same name and parameters in the ABI: give one a name of its own with #[name(\"..\")]")
            }
            j += 1;
        }
        i += 1;
    }
}

/// The name in the ABI: that of a `#[name("x")]`, or else the identifier in camelCase.
pub const fn name(attributes: &[&'static str], identifier: &'static str) -> Piece {
    let mut i = 0;
    while i < attributes.len() {
        if begins(attributes[i].as_bytes(), 0, "name") {
            return Piece::Quoted(attributes[i]);
        }
        i += 1;
    }
    Piece::Camel(identifier)
}

/// As it stands in the source, or the name of a `#[name("x")]`: for events and errors.
pub const fn exact_name(attributes: &[&'static str], identifier: &'static str) -> Piece {
    match name(attributes, identifier) {
        Piece::Camel(text) => Piece::Text(text),
        quoted => quoted,
    }
}

const fn begins(text: &[u8], at: usize, with: &str) -> bool {
    let with = with.as_bytes();
    let mut i = 0;
    while i < with.len() {
        if at + i >= text.len() || text[at + i] != with[i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn push<const N: usize>(mut writer: Writer<N>, byte: u8) -> Writer<N> {
    if writer.len < N {
        writer.bytes[writer.len] = byte;
    }
    writer.len += 1;
    writer.last = byte;
    writer
}

const fn write<const N: usize>(mut writer: Writer<N>, pieces: &[Piece]) -> Writer<N> {
    let mut i = 0;
    while i < pieces.len() {
        writer = match pieces[i] {
            Piece::Text(text) => write_range(writer, text.as_bytes(), 0, text.len()),
            Piece::Camel(text) => write_camel(writer, text.as_bytes()),
            Piece::Quoted(text) => write_quoted(writer, text.as_bytes()),
            Piece::Number(number) => write_number(writer, number),
            Piece::Separator if matches!(writer.last, b'[' | b'{' | b'(' | 0) => writer,
            Piece::Separator => push(writer, b','),
            Piece::List(list) => write(writer, list),
        };
        i += 1;
    }
    writer
}

const fn write_range<const N: usize>(mut writer: Writer<N>, text: &[u8], from: usize, to: usize) -> Writer<N> {
    let mut i = from;
    while i < to {
        let byte = text[i];
        if writer.len < N {
            writer.bytes[writer.len] = byte;
        }
        writer.len += 1;
        writer.last = byte;
        i += 1;
    }
    writer
}

const fn write_camel<const N: usize>(mut writer: Writer<N>, text: &[u8]) -> Writer<N> {
    let mut start = 0;
    if begins(text, 0, "mut ") {
        start = 4;
    }
    if begins(text, start, "r#") {
        start += 2;
    }
    let mut i = start;
    let mut upper = false;
    while i < text.len() {
        let byte = text[i];
        let between = i > start && text[i - 1] != b'_' && i + 1 < text.len() && text[i + 1] != b'_';
        if byte == b'_' && between {
            upper = true;
        } else {
            writer = push(writer, if upper { byte.to_ascii_uppercase() } else { byte });
            upper = false;
        }
        i += 1;
    }
    writer
}

const fn write_quoted<const N: usize>(writer: Writer<N>, text: &[u8]) -> Writer<N> {
    let mut from = 0;
    while from < text.len() && text[from] != b'"' {
        from += 1;
    }
    let mut to = text.len();
    while to > from && text[to - 1] != b'"' {
        to -= 1;
    }
    if to < from + 2 {
        panic!("this attribute is written #[name(\"theName\")]");
    }
    write_range(writer, text, from + 1, to - 1)
}

const fn write_number<const N: usize>(mut writer: Writer<N>, number: usize) -> Writer<N> {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        writer = push(writer, b'0' + (number / unit % 10) as u8);
        unit /= 10;
    }
    writer
}

/// `stateMutability`, by what the function takes as `self`.
pub const fn mutability(attributes: &[&str], takes: &str) -> &'static str {
    only(attributes, &["payable", "nonreentrant", "name", "fallback", "receive", "inline", "allow", "cold", "must_use"]);
    if has(attributes, "payable") || has(attributes, "receive") {
        return "payable";
    }
    match takes.as_bytes()[0] {
        b'm' => "nonpayable",
        b'v' => "view",
        _ => "pure",
    }
}

/// The selector; 0 for what is not called by one.
pub const fn selector_unless(attributes: &[&str], signature: &[Piece]) -> u32 {
    if has(attributes, "fallback") || has(attributes, "receive") {
        return 0;
    }
    selector(signature)
}
