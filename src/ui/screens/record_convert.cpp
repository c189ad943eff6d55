#include "ui/screens/record_convert.hpp"

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

struct Draft {
  bool open = false;
  Id<Lead> lead;
  Uuid customer;  ///< an existing one; empty: a new one
  bool deal = true;
};
Draft draft;

void convert(Frame const& frame, Lead const& lead) {
  LeadConversion into;
  into.customer = {draft.customer.empty() ? frame.store.new_id() : draft.customer};
  into.contact = {frame.store.new_id()};
  if (draft.deal) into.opportunity = {frame.store.new_id()};
  Transaction change = convert_lead(frame.store, draft.lead, into, frame.now, frame.today);
  std::string const notice(tr(Tr::record_converted, lead.name));
  change.label = notice;
  frame.commands.send(Apply{std::move(change), notice});
  frame.commands.send(Go{{Screen::customers, into.customer.uuid}});
  draft.open = false;
}

}  // namespace

void start_convert(Id<Lead> lead) { draft = {true, lead, {}, true}; }

void draw_convert_dialog(Frame const& frame) {
  Lead const* const lead = frame.store.find(draft.lead);
  if (lead == nullptr) return;
  if (!begin_dialog(tr(Tr::record_convert), draft.open, 440)) return;
  if (draft.customer.empty()) {
    std::string_view const company = lead->company.empty() ? lead->name : lead->company;
    paragraph(tr(Tr::record_convert_hint, company, lead->name));
    gap(2);
  }
  reference_field(frame, tr(Tr::record_convert_existing), Kind::customer, draft.customer);
  gap(2);
  checkbox(tr(Tr::record_convert_deal), draft.deal);
  gap(3);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::record_convert)) + space(2));
  if (button(tr(Tr::ui_cancel))) draft.open = false;
  same_row(2);
  if (button(tr(Tr::record_convert), {.style = ButtonStyle::primary})) convert(frame, *lead);
  end_dialog();
}

}  // namespace saddlebag::ui
