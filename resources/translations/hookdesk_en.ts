<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Hookdesk</name>
        <message numerus="yes">
            <location filename="../../desktop/activity/entry.py" />
            <location filename="../../desktop/cases/timeline/chips.py" />
            <source>and {count} more</source>
            <translation>
                <numerusform>and {count} more</numerusform>
                <numerusform>and {count} more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/administration/move_dialog.py" />
            <source>{done} of {count} rows</source>
            <translation>
                <numerusform>{done} of {count} row</numerusform>
                <numerusform>{done} of {count} rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/administration/retention_dialog.py" />
            <source>There are {count} deliveries now; the oldest came {oldest}. The database takes {size}.</source>
            <translation>
                <numerusform>There is {count} delivery now; it came {oldest}. The database takes {size}.</numerusform>
                <numerusform>There are {count} deliveries now; the oldest came {oldest}. The database takes {size}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/attachments/attachment_words.py" />
            <source>{count} files saved in {folder}</source>
            <translation>
                <numerusform>{count} file saved in {folder}</numerusform>
                <numerusform>{count} files saved in {folder}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/attachments/attachment_words.py" />
            <source>{saved}; {count} are missing from the store</source>
            <translation>
                <numerusform>{saved}; {count} is missing from the store</numerusform>
                <numerusform>{saved}; {count} are missing from the store</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/bodies/body_views.py" />
            <source>{count} files, {size}, came with it and are not kept any more.</source>
            <translation>
                <numerusform>{count} file, {size}, came with it and is not kept any more.</numerusform>
                <numerusform>{count} files, {size}, came with it and are not kept any more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/bodies/body_views.py" />
            <source>{count} files, {size}, are kept with the message.</source>
            <translation>
                <numerusform>{count} file, {size}, is kept with the message.</numerusform>
                <numerusform>{count} files, {size}, are kept with the message.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/bodies/body_views.py" />
            <source>{count} files, {size}, came with it; {kept} of them are kept.</source>
            <translation>
                <numerusform>{count} file, {size}, came with it; {kept} of it is kept.</numerusform>
                <numerusform>{count} files, {size}, came with it; {kept} of them are kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/bodies/body_views.py" />
            <source>{count} files, {size}, came with it; what is rejected keeps none.</source>
            <translation>
                <numerusform>{count} file, {size}, came with it; what is rejected keeps none.</numerusform>
                <numerusform>{count} files, {size}, came with it; what is rejected keeps none.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/bodies/find_bar.py" />
            <location filename="../../desktop/words/filter_spans.py" />
            <source>{count}+</source>
            <translation>
                <numerusform>{count}+</numerusform>
                <numerusform>{count}+</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases now have priority {priority}</source>
            <translation>
                <numerusform>{count} case now has priority {priority}</numerusform>
                <numerusform>{count} cases now have priority {priority}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <location filename="../../desktop/cases/list/case_words.py" />
            <location filename="../../desktop/channels/channel_actions.py" />
            <source>{count} messages</source>
            <translation>
                <numerusform>{count} message</numerusform>
                <numerusform>{count} messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases closed</source>
            <translation>
                <numerusform>{count} case closed</numerusform>
                <numerusform>{count} cases closed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Close {count} cases</source>
            <translation>
                <numerusform>Close {count} case</numerusform>
                <numerusform>Close {count} cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases reopened</source>
            <translation>
                <numerusform>{count} case reopened</numerusform>
                <numerusform>{count} cases reopened</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases unlinked</source>
            <translation>
                <numerusform>{count} case unlinked</numerusform>
                <numerusform>{count} cases unlinked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Delete {count} cases with {messages}?</source>
            <translation>
                <numerusform>Delete {count} case with {messages}?</numerusform>
                <numerusform>Delete {count} cases with {messages}?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases merged into #{into}</source>
            <translation>
                <numerusform>{count} case merged into #{into}</numerusform>
                <numerusform>{count} cases merged into #{into}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases linked</source>
            <translation>
                <numerusform>{count} case linked</numerusform>
                <numerusform>{count} cases linked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Move {count} cases to</source>
            <translation>
                <numerusform>Move {count} case to</numerusform>
                <numerusform>Move {count} cases to</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Priority of {count} cases</source>
            <translation>
                <numerusform>Priority of {count} case</numerusform>
                <numerusform>Priority of {count} cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Deadline of {count} cases</source>
            <translation>
                <numerusform>Deadline of {count} case</numerusform>
                <numerusform>Deadline of {count} cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>{count} cases deleted</source>
            <translation>
                <numerusform>{count} case deleted</numerusform>
                <numerusform>{count} cases deleted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/case_actions.py" />
            <source>Assign {count} cases to</source>
            <translation>
                <numerusform>Assign {count} case to</numerusform>
                <numerusform>Assign {count} cases to</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases moved to {channel} as #{new}</source>
            <translation>
                <numerusform>{count} case moved to {channel} as #{new}</numerusform>
                <numerusform>{count} cases moved to {channel} as #{new}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases assigned to {name}</source>
            <translation>
                <numerusform>{count} case assigned to {name}</numerusform>
                <numerusform>{count} cases assigned to {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases due {day}</source>
            <translation>
                <numerusform>{count} case due {day}</numerusform>
                <numerusform>{count} cases due {day}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases moved to {channel}</source>
            <translation>
                <numerusform>{count} case moved to {channel}</numerusform>
                <numerusform>{count} cases moved to {channel}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases assigned to nobody</source>
            <translation>
                <numerusform>{count} case assigned to nobody</numerusform>
                <numerusform>{count} cases assigned to nobody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases without a deadline</source>
            <translation>
                <numerusform>{count} case without a deadline</numerusform>
                <numerusform>{count} cases without a deadline</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/actions/sentences.py" />
            <source>{count} cases are there already</source>
            <translation>
                <numerusform>{count} case is there already</numerusform>
                <numerusform>{count} cases are there already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/detail/case_body.py" />
            <source>Show later messages ({count} more)</source>
            <translation>
                <numerusform>Show later messages ({count} more)</numerusform>
                <numerusform>Show later messages ({count} more)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/detail/key_lines.py" />
            <location filename="../../desktop/cases/paper/whole_case.py" />
            <source>Key {key}  ·  seen {count} times</source>
            <translation>
                <numerusform>Key {key}  ·  seen {count} time</numerusform>
                <numerusform>Key {key}  ·  seen {count} times</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/list/selection_bar.py" />
            <source>{count} selected</source>
            <translation>
                <numerusform>{count} selected</numerusform>
                <numerusform>{count} selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/list/selection_bar.py" />
            <source>Select the first {count}</source>
            <translation>
                <numerusform>Select the first {count}</numerusform>
                <numerusform>Select the first {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/list/selection_bar.py" />
            <source>Select all {count}</source>
            <translation>
                <numerusform>Select all {count}</numerusform>
                <numerusform>Select all {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/paper/case_document.py" />
            <source>… and {count} more characters</source>
            <translation>
                <numerusform>… and {count} more character</numerusform>
                <numerusform>… and {count} more characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/cases/paper/whole_case.py" />
            <source>… and {count} more messages</source>
            <translation>
                <numerusform>… and {count} more message</numerusform>
                <numerusform>… and {count} more messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/channel_actions.py" />
            <source>It holds {messages} and {cases}. The URLs of its {count} web hooks end at once:
{names}

This cannot be undone.</source>
            <translation>
                <numerusform>It holds {messages} and {cases}. The URL of its web hook ends at once:
{names}

This cannot be undone.</numerusform>
                <numerusform>It holds {messages} and {cases}. The URLs of its {count} web hooks end at once:
{names}

This cannot be undone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/channel_actions.py" />
            <location filename="../../desktop/window/side_bar/view_list.py" />
            <source>{count} cases</source>
            <translation>
                <numerusform>{count} case</numerusform>
                <numerusform>{count} cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/channel_actions.py" />
            <source>{names}
and {count} more</source>
            <translation>
                <numerusform>{names}
and {count} more</numerusform>
                <numerusform>{names}
and {count} more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/hook_drafts.py" />
            <source>{count} deliveries</source>
            <translation>
                <numerusform>{count} delivery</numerusform>
                <numerusform>{count} deliveries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/hook_drafts.py" />
            <source>Rejects most: {rejected} of the last {count}</source>
            <translation>
                <numerusform>Rejects most: {rejected} of the last {count}</numerusform>
                <numerusform>Rejects most: {rejected} of the last {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/hook_form.py" />
            <source>{count} rejected</source>
            <translation>
                <numerusform>{count} rejected</numerusform>
                <numerusform>{count} rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/hook_form.py" />
            <source>Rejects most: {count} rejected</source>
            <translation>
                <numerusform>Rejects most: {count} rejected</numerusform>
                <numerusform>Rejects most: {count} rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/old_urls_view.py" />
            <source>Replaced {ago}; {count} deliveries since, the last {last}</source>
            <translation>
                <numerusform>Replaced {ago}; {count} delivery since, the last {last}</numerusform>
                <numerusform>Replaced {ago}; {count} deliveries since, the last {last}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/rule_fields.py" />
            <source>minutes</source>
            <translation>
                <numerusform>minute</numerusform>
                <numerusform>minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/rule_fields.py" />
            <source>hours</source>
            <translation>
                <numerusform>hour</numerusform>
                <numerusform>hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/channels/web_hooks/rule_fields.py" />
            <source>days</source>
            <translation>
                <numerusform>day</numerusform>
                <numerusform>days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/comparison.py" />
            <source>{count} lines are the same</source>
            <translation>
                <numerusform>{count} line is the same</numerusform>
                <numerusform>{count} lines are the same</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/comparison.py" />
            <source>{count} more lines differ</source>
            <translation>
                <numerusform>{count} more line differs</numerusform>
                <numerusform>{count} more lines differ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/delivery_actions.py" />
            <source>Replay {count} deliveries?</source>
            <translation>
                <numerusform>Replay {count} delivery?</numerusform>
                <numerusform>Replay {count} deliveries?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/delivery_actions.py" />
            <source>Saved {count} bytes to {path}</source>
            <translation>
                <numerusform>Saved {count} byte to {path}</numerusform>
                <numerusform>Saved {count} bytes to {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/delivery_table.py" />
            <source>&amp;Replay {count} deliveries</source>
            <translation>
                <numerusform>&amp;Replay {count} delivery</numerusform>
                <numerusform>&amp;Replay {count} deliveries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/edit_replay.py" />
            <source>Its {count} files go along.</source>
            <translation>
                <numerusform>Its {count} file goes along.</numerusform>
                <numerusform>Its {count} files go along.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/edit_replay.py" />
            <source>Its {count} files are not kept, and do not go along.</source>
            <translation>
                <numerusform>Its {count} file is not kept, and does not go along.</numerusform>
                <numerusform>Its {count} files are not kept, and do not go along.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/edit_replay.py" />
            <source>{kept} of its {count} files are kept, and go along.</source>
            <translation>
                <numerusform>{kept} of its {count} file is kept, and goes along.</numerusform>
                <numerusform>{kept} of its {count} files are kept, and go along.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/replay_all.py" />
            <source>Replay {count}</source>
            <translation>
                <numerusform>Replay {count}</numerusform>
                <numerusform>Replay {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/replay_runner.py" />
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <location filename="../../desktop/formats/trial/trial_pane.py" />
            <location filename="../../desktop/suggestions/suggestion_use.py" />
            <location filename="../../desktop/window/exported.py" />
            <source>{done} of {count} deliveries</source>
            <translation>
                <numerusform>{done} of {count} delivery</numerusform>
                <numerusform>{done} of {count} deliveries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/replay_words.py" />
            <source>Replayed {count} deliveries: {accepted} accepted, {refused} still rejected</source>
            <translation>
                <numerusform>Replayed {count} delivery: {accepted} accepted, {refused} still rejected</numerusform>
                <numerusform>Replayed {count} deliveries: {accepted} accepted, {refused} still rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/actions/replay_words.py" />
            <source>Replayed {count} deliveries: {accepted} accepted, {refused} still rejected, then stopped</source>
            <translation>
                <numerusform>Replayed {count} delivery: {accepted} accepted, {refused} still rejected, then stopped</numerusform>
                <numerusform>Replayed {count} deliveries: {accepted} accepted, {refused} still rejected, then stopped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/detail_note.py" />
            <source>{there} of {count} lines are shown.</source>
            <translation>
                <numerusform>{there} of {count} line is shown.</numerusform>
                <numerusform>{there} of {count} lines are shown.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/detail_note.py" />
            <source>Show the first {count}</source>
            <translation>
                <numerusform>Show the first {count}</numerusform>
                <numerusform>Show the first {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/story.py" />
            <source>Replayed: read as {count} reports: {became}.</source>
            <translation>
                <numerusform>Replayed: read as {count} report: {became}.</numerusform>
                <numerusform>Replayed: read as {count} reports: {became}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/story.py" />
            <source>Read as {count} reports: {became}.</source>
            <translation>
                <numerusform>Read as {count} report: {became}.</numerusform>
                <numerusform>Read as {count} reports: {became}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/story.py" />
            <source>{things} things are wrong: {named} and {count} others.</source>
            <translation>
                <numerusform>{things} things are wrong: {named} and {count} other.</numerusform>
                <numerusform>{things} things are wrong: {named} and {count} others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/story.py" />
            <source>It waits for {named} and {count} other reports, not known when it came.</source>
            <translation>
                <numerusform>It waits for {named} and {count} other report, not known when it came.</numerusform>
                <numerusform>It waits for {named} and {count} other reports, not known when it came.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/detail/story.py" />
            <source>Changed to be kept: {named} and {count} fields.</source>
            <translation>
                <numerusform>Changed to be kept: {named} and {count} field.</numerusform>
                <numerusform>Changed to be kept: {named} and {count} fields.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/unknown_urls/near_words.py" />
            <source>Looks like the URL of “{hook}”, {count} characters too much.</source>
            <translation>
                <numerusform>Looks like the URL of “{hook}”, {count} character too much.</numerusform>
                <numerusform>Looks like the URL of “{hook}”, {count} characters too much.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/unknown_urls/near_words.py" />
            <source>Looks like the URL of “{hook}”, {count} characters are missing.</source>
            <translation>
                <numerusform>Looks like the URL of “{hook}”, {count} character is missing.</numerusform>
                <numerusform>Looks like the URL of “{hook}”, {count} characters are missing.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/unknown_urls/near_words.py" />
            <source>Looks like the URL of “{hook}”, {count} characters are different.</source>
            <translation>
                <numerusform>Looks like the URL of “{hook}”, {count} character is different.</numerusform>
                <numerusform>Looks like the URL of “{hook}”, {count} characters are different.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/deliveries/unknown_urls/near_words.py" />
            <source>{count} more soon after it, not kept</source>
            <translation>
                <numerusform>{count} more soon after it, not kept</numerusform>
                <numerusform>{count} more soon after it, not kept</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} open a case</source>
            <translation>
                <numerusform>{count} opens a case</numerusform>
                <numerusform>{count} open a case</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} update one</source>
            <translation>
                <numerusform>{count} updates one</numerusform>
                <numerusform>{count} update one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} close one</source>
            <translation>
                <numerusform>{count} closes one</numerusform>
                <numerusform>{count} close one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} repeat one</source>
            <translation>
                <numerusform>{count} repeats one</numerusform>
                <numerusform>{count} repeat one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} are posted</source>
            <translation>
                <numerusform>{count} is posted</numerusform>
                <numerusform>{count} are posted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} deliveries were read again: {what}.</source>
            <translation>
                <numerusform>{count} delivery was read again: {what}.</numerusform>
                <numerusform>{count} deliveries were read again: {what}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/actions/again_bar.py" />
            <source>{count} deliveries that were refused or read without a format would be read now: {what}.</source>
            <translation>
                <numerusform>{count} delivery that was refused or read without a format would be read now: {what}.</numerusform>
                <numerusform>{count} deliveries that were refused or read without a format would be read now: {what}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/becomes/becomes_pane.py" />
            <source>{count} more reports</source>
            <translation>
                <numerusform>{count} more report</numerusform>
                <numerusform>{count} more reports</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/came/body_model.py" />
            <source>{count} more, which a format does not see</source>
            <translation>
                <numerusform>{count} more, which a format does not see</numerusform>
                <numerusform>{count} more, which a format does not see</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/editor_head.py" />
            <source>Draft, {count} changes since version {version}</source>
            <translation>
                <numerusform>Draft, {count} change since version {version}</numerusform>
                <numerusform>Draft, {count} changes since version {version}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_pane.py" />
            <source>THE LAST {count}</source>
            <translation>
                <numerusform>THE LAST {count}</numerusform>
                <numerusform>THE LAST {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_pane.py" />
            <source>{many}, {count} left out</source>
            <translation>
                <numerusform>{many}, {count} left out</numerusform>
                <numerusform>{many}, {count} left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>opens {count}</source>
            <translation>
                <numerusform>opens {count}</numerusform>
                <numerusform>opens {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>updates {count}</source>
            <translation>
                <numerusform>updates {count}</numerusform>
                <numerusform>updates {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>closes {count}</source>
            <translation>
                <numerusform>closes {count}</numerusform>
                <numerusform>closes {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>repeats {count}</source>
            <translation>
                <numerusform>repeats {count}</numerusform>
                <numerusform>repeats {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>posts {count}</source>
            <translation>
                <numerusform>posts {count}</numerusform>
                <numerusform>posts {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>{count} already reported</source>
            <translation>
                <numerusform>{count} already reported</numerusform>
                <numerusform>{count} already reported</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/formats/trial/trial_words.py" />
            <source>skips {count}</source>
            <translation>
                <numerusform>skips {count}</numerusform>
                <numerusform>skips {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/help/hook_checks.py" />
            <source>{count} requests came to a URL that is almost this one, the last {ago}.</source>
            <translation>
                <numerusform>{count} request came to a URL that is almost this one, {ago}.</numerusform>
                <numerusform>{count} requests came to a URL that is almost this one, the last {ago}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/help/hook_checks.py" />
            <source>{count} requests came to URLs of no web hook, the last {ago}.</source>
            <translation>
                <numerusform>{count} request came to a URL of no web hook, {ago}.</numerusform>
                <numerusform>{count} requests came to URLs of no web hook, the last {ago}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/posting/posting.py" />
            <source>{host} did not answer within {count} seconds.</source>
            <translation>
                <numerusform>{host} did not answer within {count} second.</numerusform>
                <numerusform>{host} did not answer within {count} seconds.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/search/search_delegate.py" />
            <source>Cases: the newest {count}, another word finds fewer</source>
            <translation>
                <numerusform>Cases: the newest {count}, another word finds fewer</numerusform>
                <numerusform>Cases: the newest {count}, another word finds fewer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/settings/fields/receiver_change.py" />
            <source>The URLs of {count} web hooks begin with {after} then, not with {before}. Senders reach nothing until you give them the new ones.</source>
            <translation>
                <numerusform>The URL of {count} web hook begins with {after} then, not with {before}. Its sender reaches nothing until you give it the new one.</numerusform>
                <numerusform>The URLs of {count} web hooks begin with {after} then, not with {before}. Senders reach nothing until you give them the new ones.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/suggestions/notice.py" />
            <source>“{hook}” rejected {rejected} of its last {count} deliveries.</source>
            <translation>
                <numerusform>“{hook}” rejected {rejected} of its last {count} deliveries.</numerusform>
                <numerusform>“{hook}” rejected {rejected} of its last {count} deliveries.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/suggestions/suggestion_use.py" />
            <source>Read {count} deliveries again?</source>
            <translation>
                <numerusform>Read {count} delivery again?</numerusform>
                <numerusform>Read {count} deliveries again?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/suggestions/suggestion_use.py" />
            <source>{count} deliveries were read again</source>
            <translation>
                <numerusform>{count} delivery was read again</numerusform>
                <numerusform>{count} deliveries were read again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray.py" />
            <source>{count} web hooks are silent.</source>
            <translation>
                <numerusform>{count} web hook is silent.</numerusform>
                <numerusform>{count} web hooks are silent.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray.py" />
            <source>{count}+ unread</source>
            <translation>
                <numerusform>{count}+ unread</numerusform>
                <numerusform>{count}+ unread</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray.py" />
            <location filename="../../desktop/window/side_bar/channel_list.py" />
            <source>{count} unread</source>
            <translation>
                <numerusform>{count} unread</numerusform>
                <numerusform>{count} unread</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray_messages.py" />
            <source>{count}+ new cases</source>
            <translation>
                <numerusform>{count}+ new cases</numerusform>
                <numerusform>{count}+ new cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray_messages.py" />
            <source>{count} new cases</source>
            <translation>
                <numerusform>{count} new case</numerusform>
                <numerusform>{count} new cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray_messages.py" />
            <source>{count} web hooks are silent</source>
            <translation>
                <numerusform>{count} web hook is silent</numerusform>
                <numerusform>{count} web hooks are silent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/tray/tray_messages.py" />
            <source>In {channels} and {count} other channels. A click opens the newest.</source>
            <translation>
                <numerusform>In {channels} and {count} other channel. A click opens the newest.</numerusform>
                <numerusform>In {channels} and {count} other channels. A click opens the newest.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/widgets/news_button.py" />
            <source>{count} new</source>
            <translation>
                <numerusform>{count} new</numerusform>
                <numerusform>{count} new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/widgets/news_button.py" />
            <source>{count}+ new</source>
            <translation>
                <numerusform>{count}+ new</numerusform>
                <numerusform>{count}+ new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>{done} of {count} cases</source>
            <translation>
                <numerusform>{done} of {count} case</numerusform>
                <numerusform>{done} of {count} cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Exported {count} cases to {path}</source>
            <translation>
                <numerusform>Exported {count} case to {path}</numerusform>
                <numerusform>Exported {count} cases to {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>{done} of {count} messages</source>
            <translation>
                <numerusform>{done} of {count} message</numerusform>
                <numerusform>{done} of {count} messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Exported {count} messages to {path}</source>
            <translation>
                <numerusform>Exported {count} message to {path}</numerusform>
                <numerusform>Exported {count} messages to {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Exported {count} deliveries to {path}</source>
            <translation>
                <numerusform>Exported {count} delivery to {path}</numerusform>
                <numerusform>Exported {count} deliveries to {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} cases of all channels</source>
            <translation>
                <numerusform>Export {count} case of all channels</numerusform>
                <numerusform>Export {count} cases of all channels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} open cases of all channels</source>
            <translation>
                <numerusform>Export {count} open case of all channels</numerusform>
                <numerusform>Export {count} open cases of all channels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} closed cases of all channels</source>
            <translation>
                <numerusform>Export {count} closed case of all channels</numerusform>
                <numerusform>Export {count} closed cases of all channels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} cases of {channel}</source>
            <translation>
                <numerusform>Export {count} case of {channel}</numerusform>
                <numerusform>Export {count} cases of {channel}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} open cases of {channel}</source>
            <translation>
                <numerusform>Export {count} open case of {channel}</numerusform>
                <numerusform>Export {count} open cases of {channel}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} closed cases of {channel}</source>
            <translation>
                <numerusform>Export {count} closed case of {channel}</numerusform>
                <numerusform>Export {count} closed cases of {channel}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} deliveries of {channel}, without their bodies</source>
            <translation>
                <numerusform>Export {count} delivery of {channel}, without its body</numerusform>
                <numerusform>Export {count} deliveries of {channel}, without their bodies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} messages of {channel}</source>
            <translation>
                <numerusform>Export {count} message of {channel}</numerusform>
                <numerusform>Export {count} messages of {channel}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/exported.py" />
            <source>Export {count} deliveries of all channels, without their bodies</source>
            <translation>
                <numerusform>Export {count} delivery of all channels, without its body</numerusform>
                <numerusform>Export {count} deliveries of all channels, without their bodies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/header.py" />
            <source>Cases  {count}</source>
            <translation>
                <numerusform>Cases  {count}</numerusform>
                <numerusform>Cases  {count}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/header.py" />
            <source>Deliveries  {count}+ rejected</source>
            <translation>
                <numerusform>Deliveries  {count}+ rejected</numerusform>
                <numerusform>Deliveries  {count}+ rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/header.py" />
            <source>Deliveries  {count} rejected</source>
            <translation>
                <numerusform>Deliveries  {count} rejected</numerusform>
                <numerusform>Deliveries  {count} rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/side_bar/view_list.py" />
            <source>{count}+ cases</source>
            <translation>
                <numerusform>{count}+ cases</numerusform>
                <numerusform>{count}+ cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/silence_bar.py" />
            <source>So are {count} others.</source>
            <translation>
                <numerusform>So is {count} other.</numerusform>
                <numerusform>So are {count} others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/status_bar.py" />
            <source>{count} deliveries today</source>
            <translation>
                <numerusform>{count} delivery today</numerusform>
                <numerusform>{count} deliveries today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/status_bar.py" />
            <source>{count}+ deliveries today</source>
            <translation>
                <numerusform>{count}+ deliveries today</numerusform>
                <numerusform>{count}+ deliveries today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/status_bar.py" />
            <source>{count} deliveries today, {rejected} rejected</source>
            <translation>
                <numerusform>{count} delivery today, {rejected} rejected</numerusform>
                <numerusform>{count} deliveries today, {rejected} rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/status_bar.py" />
            <source>{count}+ deliveries today, {rejected} rejected</source>
            <translation>
                <numerusform>{count}+ deliveries today, {rejected} rejected</numerusform>
                <numerusform>{count}+ deliveries today, {rejected} rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/window/status_bar.py" />
            <source>{count} requests to unknown URLs, the last {ago}</source>
            <translation>
                <numerusform>{count} request to an unknown URL, {ago}</numerusform>
                <numerusform>{count} requests to unknown URLs, the last {ago}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} days</source>
            <translation>
                <numerusform>{count} day</numerusform>
                <numerusform>{count} days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} min</source>
            <translation>
                <numerusform>{count} min</numerusform>
                <numerusform>{count} min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} h</source>
            <translation>
                <numerusform>{count} h</numerusform>
                <numerusform>{count} h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} minutes ago</source>
            <translation>
                <numerusform>{count} minute ago</numerusform>
                <numerusform>{count} minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} hours ago</source>
            <translation>
                <numerusform>{count} hour ago</numerusform>
                <numerusform>{count} hours ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} min ago</source>
            <translation>
                <numerusform>{count} min ago</numerusform>
                <numerusform>{count} min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} h ago</source>
            <translation>
                <numerusform>{count} h ago</numerusform>
                <numerusform>{count} h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/clock.py" />
            <source>{count} s</source>
            <translation>
                <numerusform>{count} s</numerusform>
                <numerusform>{count} s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/measures.py" />
            <source>{count} bytes</source>
            <translation>
                <numerusform>{count} byte</numerusform>
                <numerusform>{count} bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../desktop/words/message_words.py" />
            <source>waits for {references} and {count} more</source>
            <translation>
                <numerusform>waits for {references} and {count} more</numerusform>
                <numerusform>waits for {references} and {count} more</numerusform>
            </translation>
        </message>
    </context>
</TS>
