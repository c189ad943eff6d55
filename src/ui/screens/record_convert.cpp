#include "ui/screens/record_convert.hpp"

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

struct ConvertDraft {
  bool open = false;
  Id<Lead> lead;
  Uuid customer;  ///< an existing one; empty: a new one
  bool deal = true;
};
ConvertDraft convert_draft;

void convert(Frame const& frame, Lead const& lead) {
  LeadConversion into;
  into.customer = {convert_draft.customer.empty() ? frame.store.new_id() : convert_draft.customer};
  into.contact = {frame.store.new_id()};
  if (convert_draft.deal) into.opportunity = {frame.store.new_id()};
  Transaction change = convert_lead(frame.store, convert_draft.lead, into, frame.now, frame.today);
  std::string const notice(tr(Tr::record_converted, lead.name));
  change.label = notice;
  frame.commands.send(Apply{std::move(change), notice});
  frame.commands.send(Go{{Screen::customers, into.customer.uuid}});
  convert_draft.open = false;
}

}  // namespace

void start_convert(Id<Lead> lead) { convert_draft = {true, lead, {}, true}; }

void draw_convert_dialog(Frame const& frame) {
  Lead const* const lead = frame.store.find(convert_draft.lead);
  if (lead == nullptr) return;
  if (!begin_dialog(tr(Tr::record_convert), convert_draft.open, 440)) return;
  if (convert_draft.customer.empty()) {
    std::string_view const company = lead->company.empty() ? lead->name : lead->company;
    paragraph(tr(Tr::record_convert_hint, company, lead->name));
    gap(2);
  }
  reference_field(frame, tr(Tr::record_convert_existing), Kind::customer, convert_draft.customer);
  gap(2);
  checkbox(tr(Tr::record_convert_deal), convert_draft.deal);
  gap(3);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::record_convert)) + space(2));
  if (button(tr(Tr::ui_cancel))) convert_draft.open = false;
  same_row(2);
  if (button(tr(Tr::record_convert), {.style = ButtonStyle::primary})) convert(frame, *lead);
  end_dialog();
}

}  // namespace saddlebag::ui
