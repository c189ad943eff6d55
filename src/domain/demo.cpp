#include "domain/demo.hpp"

#include "domain/demo/world.hpp"
#include "store/builtin.hpp"

namespace saddlebag {

struct DemoSeeder::Impl {
  static constexpr std::size_t kSlice = 1'900;  ///< records, before the last customer of a slice is completed

  Impl(Store& into, DemoOptions const& options)
      : store(into), status(with_pipeline(into)), world(into, options) {}

  /// Deals need stages: a store that has none gets those that every device begins with.
  static Status with_pipeline(Store& store) {
    if (store.count(Kind::pipeline) > 0) return {};
    Result<Store::Applied> const applied = store.apply(built_in_records());
    return applied ? Status() : Status(applied.error());
  }

  /// Makes whatever comes next; false when all is made.
  bool make_next(Transaction& into, std::size_t& made) {
    if (!colleagues) {
      made += demo::make_colleagues(world, into);
      colleagues = true;
    } else if (world.options.story && !story) {
      made += demo::make_story(world, into);
      customers_of_story = demo::story_customers(world);
      story = true;
    } else if (customers + customers_of_story < world.options.customers) {
      made += demo::make_customer(world, customers++, into);
    } else if (leads < demo::lead_count(world.options)) {
      made += demo::make_lead(world, into);
      ++leads;
    } else {
      return false;
    }
    return true;
  }

  Store& store;
  Status status;
  demo::World world;
  bool colleagues = false, story = false;
  std::size_t customers = 0, customers_of_story = 0, leads = 0;
};

DemoSeeder::DemoSeeder(Store& store, DemoOptions const& options) : impl_(std::make_unique<Impl>(store, options)) {}
DemoSeeder::~DemoSeeder() = default;

bool DemoSeeder::step() {
  if (!impl_->status) return false;
  Transaction slice(Cause::seed);
  std::size_t made = 0;
  while (made < Impl::kSlice && impl_->make_next(slice, made)) {
  }
  if (slice.empty()) return false;
  Result<Store::Applied> const applied = impl_->store.apply(std::move(slice));
  if (!applied) impl_->status = applied.error();
  return static_cast<bool>(applied);
}

double DemoSeeder::progress() const {
  auto const all = static_cast<double>(impl_->world.options.customers + demo::lead_count(impl_->world.options));
  return static_cast<double>(impl_->customers + impl_->customers_of_story + impl_->leads) / all;
}

Status const& DemoSeeder::status() const { return impl_->status; }
Id<User> DemoSeeder::protagonist() const { return impl_->world.protagonist; }

}  // namespace saddlebag
