#pragma once
#include "model/contact.hpp"
#include "model/pipeline.hpp"
#include "model/product.hpp"

namespace saddlebag {

struct Opportunity;
template <> struct KindOf<Opportunity> { static constexpr Kind value = Kind::opportunity; };

/// A deal in the making, won or lost (商机). Whether it is open follows from its stage alone.
struct Opportunity : Record {
  Text name;
  Text number;  ///< what other systems call it
  Id<Customer> customer;
  Id<Contact> contact;
  Id<Product> product;
  Id<User> owner;
  Id<Pipeline> pipeline;
  Id<Stage> stage;
  Instant stage_since;
  Money amount;         ///< expected while open, agreed when won
  double probability = -1;  ///< per cent; below 0: the stage's
  Date opened;
  Date expected_close;
  Date closed;
  Source source = Source::unknown;
  Text competitors;
  Text next_step;
  Text loss_reason;
  Text tags;
  Text description;
};

KindInfo const& opportunity_info();
/// Per cent: 100 when won, 0 when lost, else the deal's own, or its stage's where it has none. The stage may be null.
double effective_probability(Opportunity const& deal, Stage const* stage);

}  // namespace saddlebag
