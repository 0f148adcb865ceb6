-- ARGV[1]: id after which to begin, [2]: how many at most, [3]: open for those alone that have no end yet, or nothing.
-- Answers with the id after which to go on, empty at the end, and id, row, payload of each. There is no index by id: numbers whose rows were forgotten are looked for in vain
local LOOKED_AT, BLOCK = 5000, 100
local last, limit = tonumber(call('HGET', META, 'last') or '0'), tonumber(ARGV[2])
local from, to = tonumber(ARGV[1]) + 1, tonumber(ARGV[1]) + LOOKED_AT
local answers, found = {''}, 0
for first = from, math.min(to, last), BLOCK do
  local ids = {}
  for id = first, math.min(first + BLOCK - 1, to, last) do
    ids[#ids + 1] = whole(id)
  end
  for i, text in ipairs(call('HMGET', ROWS, unpack(ids))) do
    local fields = text and row(ids[i])
    if fields and not (ARGV[3] == 'open' and ENDS[fields[STATE]]) then
      view(answers, ids[i], fields)
      found = found + 1
      if found == limit then
        answers[1] = ids[i]
        return answers
      end
    end
  end
end
if to < last then
  answers[1] = whole(to)
end
return answers
