-- One queue of the outbox; all its keys are in the slot of KEYS[1] = PREFIX:outbox:{QUEUE}, which is a prefix only.
--   :rows      hash: id -> the row, 16 fields joined by TABs (see below)
--   :payloads  hash: id -> "1 TAB key TAB bytes"
--   :keys      hash: key -> id
--   :lanes     sorted set by name: "chat TAB job TAB id" of the rows that are QUEUED
--   :backlog   sorted set: chats with several rows that are QUEUED, by how many they are
--   :chats     hash: chat -> "open TAB head TAB due": rows claimed or sending, and the row by which a heap has sorted it
--   :ready     sorted set: chats that may be claimed from, by the id of their head
--   :due       sorted set: the times (microseconds) at which others will be; :due:TIME is such a set as :ready
--   :open      sorted set by id: rows that are CLAIMED or SENDING
--   :ended     sorted set by time: rows that are settled
--   :jobs      set of jobs; :job:NAME hash of counts by state, and held; :lines:NAME sorted set of ids by line
--   :counts    hash of counts by state
--   :fences    hash: owner -> fence of its latest recovery
--   :meta      hash: f = 1 (the format), last = the latest id, run = the replication id last seen, changes of it
--   :pending   hash: job -> line up to which its chats were sorted anew after it was held or released
local Q = KEYS[1]
local ROWS, PAYLOADS, LANES, CHATS = Q .. ':rows', Q .. ':payloads', Q .. ':lanes', Q .. ':chats'
local READY, DUE, OPEN, ENDED = Q .. ':ready', Q .. ':due', Q .. ':open', Q .. ':ended'
local META, PENDING, BACKLOG = Q .. ':meta', Q .. ':pending', Q .. ':backlog'
local STATE, DUE_AT, CHANGED, JOB, LINE, CHAT, OWNER, FENCE = 2, 3, 4, 5, 6, 7, 8, 9
local TOKEN, SESSION, RANDOM, ATTEMPTS, MESSAGE, RECOVERED, REASON = 10, 11, 12, 13, 14, 15, 16
local FORM = '^' .. string.rep('([^\t]*)\t', 15) .. '([^\t]*)$'
local call = redis.call
-- what one call does at most of a long piece of work
local STEPS = 500

local function whole(number)
  return string.format('%.0f', number)
end

local function row(id)
  local text = call('HGET', ROWS, id)
  if not text then
    return nil
  end
  local fields = {string.match(text, FORM)}
  if fields[1] ~= '1' then
    error('row ' .. id .. ' has a format that this version does not read')
  end
  return fields
end

local counted = {}
local function count(fields, state, difference)
  local names = fields[JOB] == '' and {Q .. ':counts'} or {Q .. ':counts', Q .. ':job:' .. fields[JOB]}
  for _, name in ipairs(names) do
    counted[name] = counted[name] or {}
    counted[name][state] = (counted[name][state] or 0) + difference
  end
end

local holds = {}
local function is_held(job)
  if job == '' then
    return false
  end
  if holds[job] == nil then
    holds[job] = call('HEXISTS', Q .. ':job:' .. job, 'held') == 1
  end
  return holds[job]
end

local chats, touched = {}, {}
local function chat_of(name)
  local chat = chats[name]
  if not chat then
    local text = call('HGET', CHATS, name)
    local open, head, due = string.match(text or '0\t0\t0', '^(%d+)\t(%d+)\t(-?%d+)$')
    chat = {open = tonumber(open), head = tonumber(head), due = tonumber(due)}
    chats[name] = chat
    touched[#touched + 1] = name
  end
  return chat
end

local function lane_member(fields, id)
  return fields[CHAT] .. '\t' .. fields[JOB] .. '\t' .. string.format('%016.0f', tonumber(id))
end

-- the row of a chat to be claimed next: the oldest whose job is not held; 0 where the chat has no room
local function candidate(name, open)
  local best, from, to = 0, '[' .. name .. '\t', '(' .. name .. '\n'
  while open < 2 do
    local member = call('ZRANGEBYLEX', LANES, from, to, 'LIMIT', 0, 1)[1]
    if not member then
      break
    end
    local job, id = string.match(string.sub(member, #name + 2), '^([^\t]*)\t(%d+)$')
    id = tonumber(id)
    if (best == 0 or id < best) and not is_held(job) then
      best = id
    end
    from = '(' .. name .. '\t' .. job .. '\n'
  end
  return best
end

-- how many rows of a chat are QUEUED
local function backlog_of(name)
  return call('ZLEXCOUNT', LANES, '[' .. name .. '\t', '(' .. name .. '\n')
end

local function leave_heap(name, chat)
  if chat.head == 0 or call('ZREM', READY, name) == 1 then
    return
  end
  local heap = DUE .. ':' .. whole(chat.due)
  call('ZREM', heap, name)
  if call('EXISTS', heap) == 0 then
    call('ZREM', DUE, whole(chat.due))
  end
end

local function refresh(name, now)
  local chat = chat_of(name)
  local head = candidate(name, chat.open)
  local due = head > 0 and tonumber(row(whole(head))[DUE_AT]) or 0
  if head == chat.head and due == chat.due and due <= now then
    return
  end
  leave_heap(name, chat)
  chat.head, chat.due = head, due
  if head == 0 then
    return
  end
  if due <= now then
    call('ZADD', READY, head, name)
  else
    call('ZADD', DUE .. ':' .. whole(due), head, name)
    call('ZADD', DUE, whole(due), whole(due))
  end
end

local ENDS = {SENT = true, FAILED = true, UNKNOWN = true}
local OPENS = {CLAIMED = true, SENDING = true}

-- the only place where a row changes its state
local function move(id, fields, state, now)
  local before = fields[STATE]
  local name = fields[CHAT]
  count(fields, before, -1)
  count(fields, state, 1)
  fields[STATE], fields[CHANGED] = state, whole(now)
  call('HSET', ROWS, id, table.concat(fields, '\t'))
  if before == 'QUEUED' then
    call('ZREM', LANES, lane_member(fields, id))
  end
  if state == 'QUEUED' then
    call('ZADD', LANES, 0, lane_member(fields, id))
  end
  if OPENS[before] and not OPENS[state] then
    call('ZREM', OPEN, id)
    local chat = chat_of(name)
    chat.open = chat.open - 1
  elseif OPENS[state] and not OPENS[before] then
    call('ZADD', OPEN, id, id)
    local chat = chat_of(name)
    chat.open = chat.open + 1
  end
  if ENDS[state] then
    call('ZADD', ENDED, whole(now), id)
  end
  if before == 'QUEUED' or state == 'QUEUED' or OPENS[before] ~= OPENS[state] then
    refresh(name, now)
  end
end

-- writes what was collected; the last step of every script that changes rows
local function finish()
  for _, name in ipairs(touched) do
    local chat = chats[name]
    local queued = backlog_of(name)
    if queued > 1 then
      call('ZADD', BACKLOG, queued, name)
    else
      call('ZREM', BACKLOG, name)
    end
    if chat.open == 0 and chat.head == 0 then
      call('HDEL', CHATS, name)
    else
      call('HSET', CHATS, name, whole(chat.open) .. '\t' .. whole(chat.head) .. '\t' .. whole(chat.due))
    end
  end
  for name, states in pairs(counted) do
    for state, difference in pairs(states) do
      if difference ~= 0 then
        call('HINCRBY', name, state, difference)
      end
    end
  end
end

local function is_mine(fields, owner, fence)
  return fields[OWNER] == owner and fields[FENCE] == fence
end

-- whether a claimant is older than the latest recovery of its owner
local function is_shut_out(owner, fence)
  local latest = tonumber(call('HGET', Q .. ':fences', owner) or '-inf')
  return latest and tonumber(fence) < latest
end

local function replicas(info)
  return tonumber(string.match(info, 'connected_slaves:(%d+)') or '0')
end

-- Another master, or the same one started anew, may lack the latest writes: what was on its way is in doubt. Its claimant
-- may still tell what became of it.
local function look_for_another_master(now)
  local info = call('INFO', 'replication')
  local run = string.match(info, 'master_replid:(%x+)')
  local known = call('HGET', META, 'run')
  if run ~= known then
    if known then
      for _, id in ipairs(call('ZRANGE', OPEN, 0, -1)) do
        local fields = row(id)
        if fields[STATE] == 'SENDING' then
          fields[RECOVERED], fields[REASON] = '1', 'INTERRUPTED'
          move(id, fields, 'UNKNOWN', now)
        end
      end
      call('HINCRBY', META, 'changes', 1)
    end
    call('HSET', META, 'f', 1, 'run', run)
  end
  return replicas(info)
end

-- Chats whose time has come are ready, a whole heap at a time where that is possible, since a broadcast is due all at once.
-- False where there is more to do than one call may.
local function promote(now, budget)
  for _, time in ipairs(call('ZRANGEBYSCORE', DUE, '-inf', whole(now), 'LIMIT', 0, budget)) do
    local heap = DUE .. ':' .. time
    local size, ready = call('ZCARD', heap), call('ZCARD', READY)
    if ready < size and ready <= 100 then
      for _, entry in ipairs(ready > 0 and {call('ZRANGE', READY, 0, -1, 'WITHSCORES')} or {}) do
        for i = 1, #entry, 2 do
          call('ZADD', heap, entry[i + 1], entry[i])
        end
      end
      call('RENAME', heap, READY)
      budget = budget - 1 - ready
    else
      local popped = call('ZPOPMIN', heap, budget)
      for i = 1, #popped, 2 do
        call('ZADD', READY, popped[i + 1], popped[i])
      end
      budget = budget - #popped / 2
    end
    if call('EXISTS', heap) == 0 then
      call('ZREM', DUE, time)
    end
    if budget <= 0 then
      return false
    end
  end
  return call('ZCOUNT', DUE, '-inf', whole(now)) == 0
end

-- Ids of a job after that line, and the line after which to go on, empty at the end; never a part of those of one line.
local function some_of(job, line, most)
  local lines = Q .. ':lines:' .. job
  local some = call('ZRANGEBYSCORE', lines, '(' .. line, '+inf', 'LIMIT', 0, most)
  if #some < most then
    return some, ''
  end
  local last = call('ZSCORE', lines, some[#some])
  local known = {}
  for _, id in ipairs(some) do
    known[id] = true
  end
  for _, id in ipairs(call('ZRANGEBYSCORE', lines, last, last)) do
    if not known[id] then
      some[#some + 1] = id
    end
  end
  return some, last
end

-- after a job was held or released: sorts the chats of its rows anew; answers how many more it may
local function sort_pending(now, budget)
  local pending = call('HGETALL', PENDING)
  for i = 1, #pending, 2 do
    local job, line = pending[i], pending[i + 1]
    while budget > 0 and line ~= '' do
      local some
      some, line = some_of(job, line, 100)
      for _, id in ipairs(some) do
        local fields = row(id)
        if fields[STATE] == 'QUEUED' then
          refresh(fields[CHAT], now)
        end
      end
      budget = budget - #some - 1
    end
    if line == '' then
      call('HDEL', PENDING, job)
    else
      call('HSET', PENDING, job, line)
    end
  end
  return budget
end

-- The first of the chats that are ready, with its row; chats that are not after all are put where they belong. Nothing, and
-- false where there is more to do than one call may.
local function first_ready(now, budget)
  while true do
    local name = call('ZRANGE', READY, 0, 0)[1]
    if not name then
      return nil, nil, nil, budget
    end
    local chat = chat_of(name)
    local fields = chat.head > 0 and row(whole(chat.head)) or nil
    if fields and fields[STATE] == 'QUEUED' and not is_held(fields[JOB]) and tonumber(fields[DUE_AT]) <= now then
      return name, whole(chat.head), fields, budget
    end
    if budget <= 0 then
      return nil, nil, nil, budget
    end
    budget = budget - 1
    call('ZREM', READY, name)
    chat.head, chat.due = 0, 0
    refresh(name, now)
  end
end

local function view(answers, id, fields)
  answers[#answers + 1] = id
  answers[#answers + 1] = table.concat(fields, '\t')
  answers[#answers + 1] = call('HGET', PAYLOADS, id)
end
