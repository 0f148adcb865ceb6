-- ARGV[1]: now, [2]: check or write; then by record its kind and its parts: Q latest id; F owner, fence; H job; R id, row,
-- key, bytes. Answers with how many were not there, or with -1 and the id of a row that is another one here
local now, isWriting = tonumber(ARGV[1]), ARGV[2] == 'write'
local PARTS = {Q = 1, F = 2, H = 1, R = 4}
local KEYS_OF = Q .. ':keys'

local function key_of(id)
  local payload = call('HGET', PAYLOADS, id)
  return payload and string.match(payload, '^1\t([^\t]*)\t')
end

local function check()
  local taken, i = {}, 3
  while i <= #ARGV do
    if ARGV[i] == 'R' then
      local id, key = ARGV[i + 1], ARGV[i + 3]
      local there = taken[id] or key_of(id)
      if there and there ~= key then
        return {-1, id}
      end
      taken[id] = key
    end
    i = i + 1 + PARTS[ARGV[i]]
  end
  return {0}
end

local function at_least(id)
  if tonumber(id) > tonumber(call('HGET', META, 'last') or '0') then
    call('HSET', META, 'last', id)
  end
end

local adding = {}

function adding.Q(i)
  local fresh = 1 - call('EXISTS', META)
  call('HSET', META, 'f', 1)
  at_least(ARGV[i])
  return fresh
end

function adding.F(i)
  return call('HSETNX', Q .. ':fences', ARGV[i], ARGV[i + 1])
end

function adding.H(i)
  local fresh = call('HSETNX', Q .. ':job:' .. ARGV[i], 'held', 1)
  holds[ARGV[i]] = true
  if fresh == 1 and call('EXISTS', Q .. ':lines:' .. ARGV[i]) == 1 then
    call('HSET', PENDING, ARGV[i], '-inf')
  end
  return fresh
end

function adding.R(i)
  local id, key = ARGV[i], ARGV[i + 2]
  if call('HEXISTS', KEYS_OF, key) == 1 or call('HEXISTS', ROWS, id) == 1 then
    return 0
  end
  local fields = {string.match(ARGV[i + 1], FORM)}
  local state, job = fields[STATE], fields[JOB]
  call('HSET', META, 'f', 1)
  at_least(id)
  call('HSET', KEYS_OF, key, id)
  call('HSET', ROWS, id, ARGV[i + 1])
  call('HSET', PAYLOADS, id, '1\t' .. key .. '\t' .. ARGV[i + 3])
  count(fields, state, 1)
  if job ~= '' then
    call('SADD', Q .. ':jobs', job)
    call('ZADD', Q .. ':lines:' .. job, fields[LINE], id)
  end
  if state == 'QUEUED' then
    call('ZADD', LANES, 0, lane_member(fields, id))
  elseif OPENS[state] then
    call('ZADD', OPEN, id, id)
    local chat = chat_of(fields[CHAT])
    chat.open = chat.open + 1
  else
    call('ZADD', ENDED, fields[CHANGED], id)
  end
  if not ENDS[state] then
    refresh(fields[CHAT], now)
  end
  return 1
end

if not isWriting then
  return check()
end
local fresh, i = 0, 3
while i <= #ARGV do
  fresh = fresh + adding[ARGV[i]](i + 1)
  i = i + 1 + PARTS[ARGV[i]]
end
finish()
return {fresh}
