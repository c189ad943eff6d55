#include "model/bag.hpp"

namespace saddlebag {

Value bag_value(std::string_view bag, std::string_view name) {
  Value found;
  for_each_in_bag(bag, [&](std::string_view entry, Value value) {
    if (entry == name) found = value;
  });
  return found;
}

std::string bag_with(std::string_view bag, std::string_view name, Value value) {
  Bytes entries;
  ByteWriter out(entries);
  std::uint64_t count = 0;
  bool placed = value.empty();
  auto const put = [&](std::string_view entry, Value content) {
    out.text(entry);
    write_value(out, content);
    ++count;
  };
  for_each_in_bag(bag, [&](std::string_view entry, Value content) {
    if (!placed && entry >= name) {
      put(name, value);
      placed = true;
    }
    if (entry != name) put(entry, content);
  });
  if (!placed) put(name, value);
  if (count == 0) return {};
  Bytes packed;
  ByteWriter(packed).varint(count);
  packed.insert(packed.end(), entries.begin(), entries.end());
  return std::string(as_text(packed));
}

void write_value(ByteWriter& out, Value value) {
  out.u8(static_cast<std::uint8_t>(value.shape()));
  switch (value.shape()) {
    case Shape::none: break;
    case Shape::text: out.text(value.as_text()); break;
    case Shape::number: out.f64(value.as_number()); break;
    case Shape::money:
      out.signed_varint(value.as_money().minor);
      out.u32(value.as_money().currency.code);
      break;
    case Shape::reference:
      out.u64(value.as_reference().hi);
      out.u64(value.as_reference().lo);
      break;
    case Shape::boolean: out.u8(value.as_boolean()); break;
    default: out.signed_varint(value.as_integer()); break;
  }
}

Value read_value(ByteReader& in) {
  switch (static_cast<Shape>(in.u8())) {
    case Shape::none: return {};
    case Shape::text: return Value::text(in.text());
    case Shape::integer: return Value::integer(in.signed_varint());
    case Shape::number: return Value::number(in.f64());
    case Shape::boolean: return Value::boolean(in.u8() != 0);
    case Shape::money: {
      std::int64_t const minor = in.signed_varint();
      return Value::money({minor, Currency(in.u32())});
    }
    case Shape::date: return Value::date({static_cast<std::int32_t>(in.signed_varint())});
    case Shape::instant: return Value::instant({in.signed_varint()});
    case Shape::choice: return Value::choice(static_cast<std::uint8_t>(in.signed_varint()));
    case Shape::reference: {
      std::uint64_t const hi = in.u64();
      return Value::reference({hi, in.u64()});
    }
  }
  in.fail();
  return {};
}

}  // namespace saddlebag
