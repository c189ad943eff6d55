#include "app/session_impl.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {

void Session::Impl::measure_storage() {
  platform.storage.usage([this](port::Outcome outcome, port::Storage::Usage usage) {
    if (!outcome) return;
    stats.storage_used = usage.used;
    stats.storage_quota = usage.quota;
    stats.storage_persisted = usage.persisted;
    around.request_frame();
  });
}

void Session::Impl::check_storage() {
  persistence.check([this](Status const& status, Persistence::Health const& health) {
    measure_storage();
    if (!status) return fail(status.error());
    auto const number = [](std::size_t count) { return ui::format_integer(static_cast<std::int64_t>(count)); };
    if (health.damage.empty()) {
      ui::toast(ui::tr(Tr::settings_check_good, number(health.chunks), number(health.entries)), Tone::good);
    } else {
      ui::toast(ui::tr(Tr::settings_check_repaired, number(health.damage.size())), Tone::warning);
    }
  });
}

void Session::Impl::compact_storage() {
  persistence.compact([this](Status const& status) {
    measure_storage();
    if (!status) return fail(status.error());
    ui::toast(ui::tr(Tr::settings_compacted), Tone::good);
  });
}

}  // namespace saddlebag::app
