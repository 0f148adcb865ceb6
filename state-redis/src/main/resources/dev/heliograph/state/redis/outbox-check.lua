-- Looks at a portion of one key, and whether what is kept twice agrees. ARGV[1]: the part of the key's name after the
-- queue's, or empty for what can be told of the whole; [2]: cursor. Answers with the next cursor and how many entries were
-- looked at, and then lines: "!problem", "+job TAB state TAB count" of rows
local part, cursor = ARGV[1], ARGV[2]
local key = Q .. part
local answers = {'0', 0}
local STATES = {'QUEUED', 'CLAIMED', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN'}

local function wrong(text)
  answers[#answers + 1] = '!' .. text
end

local function expect(is_so, text)
  if not is_so then
    wrong(text)
  end
end

-- the fields of a row, or nothing where there is none of this format
local function sound(id)
  local text = call('HGET', ROWS, id)
  local fields = {string.match(text or '', FORM)}
  return fields[1] == '1' and (ENDS[fields[STATE]] or OPENS[fields[STATE]] or fields[STATE] == 'QUEUED') and fields or nil
end

local function counter(name, state)
  return tonumber(call('HGET', name, state) or '0')
end

local function sum(name, ...)
  local all = 0
  for _, state in ipairs({...}) do
    all = all + counter(name, state)
  end
  return all
end

local function agree(what, counts, index, have)
  expect(counts == have, what .. ' counts ' .. whole(counts) .. ', ' .. index .. ' has ' .. whole(have))
end

local looking = {}

-- cheap, and of one moment
looking[''] = function()
  local counts = Q .. ':counts'
  agree('the queue', sum(counts, unpack(STATES)), 'rows', call('HLEN', ROWS))
  agree('the queue', sum(counts, unpack(STATES)), 'payloads', call('HLEN', PAYLOADS))
  agree('the queue', sum(counts, unpack(STATES)), 'keys', call('HLEN', Q .. ':keys'))
  agree('QUEUED', counter(counts, 'QUEUED'), 'lanes', call('ZCARD', LANES))
  agree('CLAIMED and SENDING', sum(counts, 'CLAIMED', 'SENDING'), 'open', call('ZCARD', OPEN))
  agree('SENT, FAILED and UNKNOWN', sum(counts, 'SENT', 'FAILED', 'UNKNOWN'), 'ended', call('ZCARD', ENDED))
  local format = call('HGET', META, 'f')
  expect(not format or format == '1', 'the queue has the format ' .. tostring(format) .. ', which this version does not read')
  local open = {}
  for _, id in ipairs(call('ZRANGE', OPEN, 0, -1)) do
    local fields = sound(id)
    if fields then
      open[fields[CHAT]] = (open[fields[CHAT]] or 0) + 1
    end
  end
  local names = {}
  for name in pairs(open) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local chat = chat_of(name)
    expect(chat.open == open[name] and chat.open <= 2, "chat '" .. name .. "' counts " .. whole(chat.open)
      .. ' open messages, it has ' .. whole(open[name]))
  end
end

looking[':jobs'] = function(job)
  local lines = call('ZCARD', Q .. ':lines:' .. job)
  agree("job '" .. job .. "'", sum(Q .. ':job:' .. job, unpack(STATES)), 'its lines', lines)
end

local tallies, order = {}, {}

looking[':rows'] = function(id)
  local fields = sound(id)
  if not fields then
    return wrong('row ' .. id .. ' has a format that this version does not read')
  end
  local state, job = fields[STATE], fields[JOB]
  local name = job .. '\t' .. state
  if not tallies[name] then
    tallies[name] = 0
    order[#order + 1] = name
  end
  tallies[name] = tallies[name] + 1
  local own = string.match(call('HGET', PAYLOADS, id) or '', '^1\t([^\t]*)\t')
  expect(own, 'row ' .. id .. ' has no message that this version reads')
  expect(not own or call('HGET', Q .. ':keys', own) == id, 'row ' .. id .. ' is not found by its key')
  expect(tonumber(id) <= counter(META, 'last'), 'the queue would give the number ' .. id .. ' again')
  expect((call('ZSCORE', LANES, lane_member(fields, id)) and true or false) == (state == 'QUEUED'),
    'row ' .. id .. ', ' .. state .. ', disagrees with lanes')
  expect((call('ZSCORE', OPEN, id) and true or false) == (OPENS[state] or false),
    'row ' .. id .. ', ' .. state .. ', disagrees with open')
  expect((call('ZSCORE', ENDED, id) and true or false) == (ENDS[state] or false),
    'row ' .. id .. ', ' .. state .. ', disagrees with ended')
  if job ~= '' then
    expect(tonumber(call('ZSCORE', Q .. ':lines:' .. job, id) or 'nan') == tonumber(fields[LINE]),
      'row ' .. id .. " is not in its line of job '" .. job .. "'")
    expect(call('SISMEMBER', Q .. ':jobs', job) == 1, "job '" .. job .. "' is not among the jobs")
  end
end

local function of_a_row(id, index)
  expect(call('HEXISTS', ROWS, id) == 1, index .. ' names row ' .. id .. ', which is not there')
end

looking[':payloads'] = function(id)
  of_a_row(id, 'payloads')
end

looking[':keys'] = function(own, id)
  of_a_row(id, "key '" .. own .. "'")
end

looking[':lanes'] = function(member)
  of_a_row(whole(tonumber(string.match(member, '(%d+)$') or '0')), 'lanes')
end

looking[':backlog'] = function(name, queued)
  agree("backlog of chat '" .. name .. "'", tonumber(queued), 'lanes', backlog_of(name))
end

looking[':open'] = function(id)
  of_a_row(id, 'open')
end

looking[':ended'] = function(id)
  of_a_row(id, 'ended')
end

local sorting
looking[':chats'] = function(name)
  local chat = chat_of(name)
  -- a job that was held or released just now has its chats sorted by whoever claims next
  sorting = sorting or call('HLEN', PENDING)
  local head = candidate(name, chat.open)
  if sorting == 0 and head ~= 0 and head ~= chat.head then
    return wrong("chat '" .. name .. "' would not give message " .. whole(head) .. ', its oldest')
  end
  if chat.head ~= 0 then
    local at = call('ZSCORE', READY, name) or call('ZSCORE', DUE .. ':' .. whole(chat.due), name)
    expect(tonumber(at or '0') == chat.head, "chat '" .. name .. "' is not sorted by its message " .. whole(chat.head))
  end
end

looking[':ready'] = function(name, id)
  expect(chat_of(name).head == tonumber(id), "ready has chat '" .. name .. "' by message " .. id .. ', which is not its first')
end

looking[':due'] = function(time)
  expect(call('EXISTS', DUE .. ':' .. time) == 1, 'due names the time ' .. time .. ', at which no chat is')
end

looking[':due:'] = function(name, id)
  expect(call('ZSCORE', DUE, string.sub(part, 6)), part .. ' is not among the times')
  local chat = chat_of(name)
  expect(chat.head == tonumber(id), part .. " has chat '" .. name .. "' by message " .. id .. ', which is not its first')
end

looking[':lines:'] = function(id)
  of_a_row(id, part)
end

looking[':job:'] = function()
  local job = string.sub(part, 6)
  expect(call('SISMEMBER', Q .. ':jobs', job) == 1 or is_held(job), "job '" .. job .. "' has no rows and is not held")
end

if part == '' then
  looking['']()
  return answers
end
local kind = call('TYPE', key).ok
local more = {hash = 'HSCAN', zset = 'ZSCAN', set = 'SSCAN'}
if not more[kind] then
  if kind ~= 'none' then
    wrong(part .. ' is a ' .. kind)
  end
  return answers
end
local found = call(more[kind], key, cursor, 'COUNT', 200)
local look = looking[part] or looking[string.match(part, '^:%a+:')]
local step = kind == 'set' and 1 or 2
answers[1] = found[1]
for i = 1, #found[2], step do
  answers[2] = answers[2] + 1
  look(found[2][i], found[2][i + 1])
end
for _, name in ipairs(order) do
  answers[#answers + 1] = '+' .. name .. '\t' .. whole(tallies[name])
end
return answers
