-- ARGV[1]: id or empty; [2]: job, [3]: line after which to begin, [4]: how many at most. Answers with id, row, payload of each
local answers = {}
local ids = {ARGV[1]}
if ARGV[1] == '' then
  ids = call('ZRANGEBYSCORE', Q .. ':lines:' .. ARGV[2], '(' .. ARGV[3], '+inf', 'LIMIT', 0, ARGV[4])
end
for _, id in ipairs(ids) do
  local fields = row(id)
  if fields then
    view(answers, id, fields)
  end
end
return answers
