// SPDX-License-Identifier: Apache-2.0
// The page of one conference that is being prepared, and the forms for its children and people.
#include <algorithm>

#include "app/centre/pages.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::centre {
namespace {

using conference::Group;
using html::words;
using service::HttpResponse;

template <class AnyId>
std::optional<AnyId> id_of(std::string_view text) {
    AnyId out;
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != out.bytes.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
    return out;
}

std::string reason_label(const procedure::Procedure& procedure, const std::string& id) {
    for (const auto& each : procedure.the<procedure::InvitationRule>().reasons)
        if (each.id == id) return each.label;
    return id;
}

std::string child_words(const conference::ChildAdded& child) {
    if (child.born) return "born " + child.born->iso();
    if (child.expected) return "expected " + child.expected->iso();
    return "date of birth not known";
}

}  // namespace

// What stands in a field: what was typed, or what is kept.
html::Input Pages::field(const Asked& asked, const Values& kept, const std::string& name,
                         const std::string& label, bool required, const std::string& hint) {
    html::Input out;
    out.name = name;
    out.label = label;
    out.required = required;
    out.hint = hint;
    out.error = error_of(asked, name);
    const auto found = kept.find(name);
    // Only of this very form: a button alone sends nothing but the token.
    const bool typed =
        asked.posts() && asked.form.fields.size() > 1 && asked.form.fields.count("remove") == 0;
    if (typed)
        out.value = asked.form.field(name);
    else if (found != kept.end())
        out.value = found->second;
    return out;
}

std::string Pages::conference_form(const Asked& asked, const Draft& draft,
                                   const procedure::Procedure& procedure,
                                   const procedure::ConferenceType& type) {
    const auto kept = values_of(draft.content.opened);
    html::Form form(prepare_address(draft.id), asked.session.form_token);
    form.input(field(asked, kept, "family", "Family, as the room calls it", true,
                     "No more than needed, for instance Family K."));
    form.input(field(asked, kept, "venue", "Place", true, {}));
    auto day = field(asked, kept, "date", "Day", true, {});
    day.type = "date";
    form.input(day);
    auto time = field(asked, kept, "time", "Begins at", true, {});
    time.type = "time";
    form.input(time);
    auto minutes = field(asked, kept, "minutes", "Minutes planned", true, {});
    minutes.type = "number";
    form.input(minutes);
    if (!type.opening_choices.empty()) {
        form.group(type.opening_question.empty() ? "Why it is held" : type.opening_question);
        for (const auto& choice : type.opening_choices) {
            form.tick(field(asked, kept, "ground-" + choice.id, choice.label, true, choice.means));
            if (type.opening_needs_text)
                form.input(field(asked, kept, "text-" + choice.id,
                                 "What supports it: " + choice.label, false, {}));
        }
        form.end_group();
    }
    for (const auto& [id, label] : dates_asked(procedure, type)) {
        const bool always =
            std::find(type.events.begin(), type.events.end(), id) != type.events.end();
        auto date = field(asked, kept, "date-" + id, label, always, {});
        date.type = "date";
        form.input(date);
    }
    for (const auto& flag : type.flags)
        form.tick(field(asked, kept, "flag-" + flag.id, flag.label, true, flag.means));
    return html::heading("The conference") + form.text("Keep");
}

Result<std::string> Pages::prepare_one(const Asked& asked) {
    const auto* draft = draft_of(asked);
    if (draft == nullptr) return prepare_list(asked);
    const auto packs = CPC_TRY(central_.packs(draft->log_id));
    const auto* edition = edition_of(*draft);
    const auto& content = draft->content;
    const auto address = prepare_address(draft->id);
    std::string out = flaws_list(asked);
    const auto logs = CPC_TRY(logs_of(asked.scope()));
    const auto* type =
        edition == nullptr ? nullptr : edition->rules.procedure.type(content.opened.type);
    if (type == nullptr)
        return fail(Fault::not_found, "its procedure is not installed here any more");
    const auto& procedure = edition->rules.procedure;
    out += html::paragraph(
        html::strong(content.opened.family.empty() ? "Not named yet" : content.opened.family) +
        words(", " + type->label + ", " + procedure.title + ", " + procedure.edition));
    out += html::paragraph(words("For " + logs.at(draft->log_id).name +
                                 ". State: " + draft_state(*draft, packs) + ". Last changed by " +
                                 draft->by + "."));
    html::Table sent("Sent", {"Version", "Sent", "Fetched by the tablet", "Saved for a stick"});
    for (const auto& pack : packs)
        if (pack.name.conference == draft->id)
            sent.row({words(std::to_string(pack.name.version)), html::moment(pack.sent),
                      pack.fetched ? html::moment(*pack.fetched) : words("–"),
                      pack.saved ? html::moment(*pack.saved) : words("–")});
    const bool over = begun(*draft);
    if (!over) {
        std::vector<html::Markup> missing;
        for (const auto& flaw : still_missing(*draft))
            missing.push_back(flaw.field.empty() ? words(flaw.words)
                                                 : html::link("#" + flaw.field, flaw.words));
        out += html::heading("Send to the tablet");
        if (!missing.empty())
            out +=
                html::paragraph(words("Still to do before it can be sent:")) + html::list(missing);
        else if (draft->changed)
            out +=
                html::paragraph(words("Everything that is asked for is there.")) +
                html::button(address + "/send", asked.session.form_token,
                             draft->version == 0 ? "Send to the tablet" : "Send the new version");
        else
            out += html::paragraph(words("The tablet gets it at its next sending.")) +
                   html::paragraph(html::link(address + "/file", "Save it for a stick") +
                                   words(" and take it to the tablet: Sending records, Take from "
                                         "the stick."));
    }
    out += sent.text("It was not sent yet.");
    if (over) return out;
    out += conference_form(asked, *draft, procedure, *type);
    html::Table children("Children", {"In the room", "Name", "Born"});
    for (const auto& child : content.children)
        children.row({html::link(address + "/child/" + child.child.hex(), child.ref),
                      words(child.name), words(child_words(child))});
    out += children.text("No child has been added.") +
           html::paragraph(html::link(address + "/child/new", "Add a child"));
    html::Table people("People", {"Name", "Role", "Agency", "Asked because", "Report"});
    for (const auto& person : content.people) {
        const auto* role = procedure.role(person.role);
        people.row({html::link(address + "/person/" + person.person.hex(), person.name),
                    words(role == nullptr ? person.role : role->label), words(person.agency),
                    words(reason_label(procedure, person.reason)),
                    words(person.report_expected ? "expected" : "–")});
    }
    return out + people.text("Nobody has been added.") +
           html::paragraph(html::link(address + "/person/new", "Add a person"));
}

HttpResponse Pages::save_conference(const Asked& asked, const Draft& found) {
    Draft draft = found;
    const auto* edition = edition_of(draft);
    if (edition == nullptr) return show(asked, Page::prepare, "Prepare", &Pages::prepare_one);
    auto flaws = take_conference(asked.form, edition->rules.procedure, draft.content.opened);
    if (!flaws.empty()) return show_flawed(asked, "Prepare", &Pages::prepare_one, std::move(flaws));
    draft.changed = true;
    return kept(asked, std::move(draft), "changed ", prepare_address(found.id));
}

Result<std::string> Pages::prepare_child(const Asked& asked) {
    const auto* draft = draft_of(asked);
    if (draft == nullptr) return prepare_list(asked);
    const auto wanted = id_of<ChildId>(asked.parts.at(3));
    conference::ChildAdded child;
    for (const auto& each : draft->content.children)
        if (wanted && each.child == *wanted) child = each;
    if (child.child.empty() && asked.parts[3] != "new")
        return fail(Fault::not_found, "no such child");
    const auto kept = values_of(child);
    const auto address = asked.request.target;
    html::Form form(address, asked.session.form_token);
    form.input(field(asked, kept, "ref", "Short name used in the room", true,
                     "Initials, for instance AB. Each child has one of its own."));
    form.input(field(asked, kept, "name", "Name", true, {}));
    auto born = field(asked, kept, "born", "Date of birth", false, {});
    born.type = "date";
    form.input(born);
    auto expected = field(asked, kept, "expected", "Not yet born: expected on", false, {});
    expected.type = "date";
    form.input(expected);
    std::string out = flaws_list(asked) + form.text("Keep");
    if (!child.child.empty())
        out +=
            html::button(address, asked.session.form_token, "Take off the list", "remove", "yes");
    return out + html::paragraph(html::link(prepare_address(draft->id), "Back to the conference"));
}

Result<std::string> Pages::prepare_person(const Asked& asked) {
    const auto* draft = draft_of(asked);
    if (draft == nullptr) return prepare_list(asked);
    const auto* edition = edition_of(*draft);
    if (edition == nullptr) return fail(Fault::not_found, "no such procedure");
    const auto& procedure = edition->rules.procedure;
    const auto wanted = id_of<PersonId>(asked.parts.at(3));
    conference::PersonInvited person;
    for (const auto& each : draft->content.people)
        if (wanted && each.person == *wanted) person = each;
    if (person.person.empty() && asked.parts[3] != "new")
        return fail(Fault::not_found, "no such person");
    const auto kept = values_of(person);
    const auto address = asked.request.target;
    html::Form form(address, asked.session.form_token);
    std::vector<html::Choice> roles{{"", "Choose"}};
    for (const auto& role : procedure.roles)
        roles.push_back({role.id, role.label});
    const auto role_field = field(asked, kept, "role", "Role", true, {});
    form.choose(role_field, roles);
    form.input(field(asked, kept, "name", "Name", true, {}));
    form.input(field(asked, kept, "agency", "Agency", false,
                     "Left empty, it is the agency that the role usually comes from."));
    std::vector<html::Choice> reasons{{"", "Choose"}};
    for (const auto& reason : procedure.the<procedure::InvitationRule>().reasons)
        reasons.push_back({reason.id, reason.label});
    form.choose(field(asked, kept, "reason", "Why they are asked", true, {}), reasons);
    auto invited = field(asked, kept, "invited", "Invited on", false, {});
    invited.type = "date";
    form.input(invited);
    form.tick(field(asked, kept, "report", "A report is expected from them", true, {}));
    form.tick(field(asked, kept, "key", "Their agency must be there", true, {}));
    std::vector<html::Choice> others{{"", "Nobody in particular"}};
    for (const auto& each : draft->content.people)
        if ((each.group == Group::family || each.group == Group::child) &&
            !(each.person == person.person))
            others.push_back({each.person.hex(), each.name});
    if (others.size() > 1)
        form.choose(field(asked, kept, "supports", "Comes with", false,
                          "For a supporter, an advocate or a solicitor."),
                    others);
    if (const auto* rule = procedure.find<procedure::PermittedRule>()) {
        std::vector<html::Choice> classes{{"", "None"}};
        for (const auto& each : rule->classes)
            classes.push_back({each.id, each.label});
        form.choose(field(asked, kept, "class", "Class of person", false, rule->sentence), classes);
    }
    if (const auto* role = procedure.role(role_field.value)) {
        for (const auto& [id, label] : details_asked(procedure, *role))
            form.input(field(asked, kept, "detail-" + id, label, true, {}));
        if (role->group == procedure::RoleGroup::observer) {
            auto agreed = field(asked, kept, "agreed", "The chair agreed on", true, {});
            agreed.type = "date";
            form.input(agreed);
        }
    }
    if (draft->content.children.size() > 1) {
        form.group("Here for which children? None ticked: all of them");
        for (const auto& child : draft->content.children)
            form.tick(field(asked, kept, "here-" + child.child.hex(), child.ref, true, {}));
        form.end_group();
    }
    std::string out = flaws_list(asked) + form.text("Keep");
    if (!person.person.empty())
        out +=
            html::button(address, asked.session.form_token, "Take off the list", "remove", "yes");
    return out + html::paragraph(html::link(prepare_address(draft->id), "Back to the conference"));
}

// What the procedure says of the part that was typed just now, if it says anything. Nothing is
// asked about parts before the conference itself is filled in.
Flaws Pages::against(const Draft& draft, meeting::Objection::Part part, std::size_t place) {
    Flaws out;
    for (const auto& each : meeting::objections(draft.content, edition_of(draft)->rules, now()))
        if (each.part == part && each.place == place)
            out.push_back(
                {part == meeting::Objection::Part::child ? "ref" : "role", each.refusal.message});
    return out;
}

HttpResponse Pages::on_prepare_part(const Asked& asked, const Draft& found) {
    const bool child = asked.parts[2] == "child";
    const auto title = child ? "Child" : "Person";
    const Maker maker = child ? &Pages::prepare_child : &Pages::prepare_person;
    const auto* edition = edition_of(found);
    if (asked.parts.size() != 4 || edition == nullptr)
        return show_flawed(asked, "Prepare", &Pages::prepare_one, {{"", "There is no such page."}});
    if (!asked.posts()) return show(asked, Page::prepare, title, maker);
    Draft draft = found;
    draft.changed = true;
    const auto back = prepare_address(draft.id);
    const auto change = [&](auto& list, auto take, auto id_member, meeting::Objection::Part part) {
        using Item = typename std::decay_t<decltype(list)>::value_type;
        using AnyId = std::decay_t<decltype(std::declval<Item>().*id_member)>;
        const auto id = id_of<AnyId>(asked.parts[3]);
        auto at = std::find_if(list.begin(), list.end(),
                               [&](const auto& each) { return id && each.*id_member == *id; });
        if (at == list.end() && asked.parts[3] != "new")
            return show(asked, Page::prepare, title, maker);
        if (!asked.form.field("remove").empty() && at != list.end()) {
            list.erase(at);
            return kept(asked, draft, "changed ", back);
        }
        Item item = at == list.end() ? Item{} : *at;
        if (at == list.end()) crypto::random_fill((item.*id_member).bytes);
        auto flaws = take(item);
        if (at == list.end())
            at = list.insert(list.end(), std::move(item));
        else
            *at = std::move(item);
        if (flaws.empty())
            flaws = against(draft, part, static_cast<std::size_t>(at - list.begin()));
        if (!flaws.empty()) return show_flawed(asked, title, maker, std::move(flaws));
        return kept(asked, draft, "changed ", back);
    };
    if (child)
        return change(
            draft.content.children, [&](auto& item) { return take_child(asked.form, item); },
            &conference::ChildAdded::child, meeting::Objection::Part::child);
    return change(
        draft.content.people,
        [&](auto& item) {
            return take_person(asked.form, edition->rules.procedure, found.content, item);
        },
        &conference::PersonInvited::person, meeting::Objection::Part::person);
}

}  // namespace cpc::centre
