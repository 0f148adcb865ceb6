-- ARGV[1]: now, [2]: owner, [3]: fence, [4]: token of this claim; then chats. Answers with id, row, payload of each
local now, owner, fence = tonumber(ARGV[1]), ARGV[2], ARGV[3]
look_for_another_master(now)
local answers = {}
if not is_shut_out(owner, fence) then
  for _ = 1, 2 do
    for i = 5, #ARGV do
      local chat = chat_of(ARGV[i])
      local head = candidate(ARGV[i], chat.open)
      local fields = head > 0 and row(whole(head)) or nil
      if fields and tonumber(fields[DUE_AT]) <= now then
        fields[OWNER], fields[FENCE], fields[TOKEN] = owner, fence, ARGV[4]
        move(whole(head), fields, 'CLAIMED', now)
        view(answers, whole(head), fields)
      end
    end
  end
end
finish()
return answers
