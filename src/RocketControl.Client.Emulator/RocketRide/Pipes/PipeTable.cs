using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>The open pipes of one engine and the openers that wait for a slot (RocketRide protocol §5.3).</summary>
internal sealed class PipeTable
{
    private readonly object _gate = new();
    private readonly int _threads;
    private readonly Dictionary<int, Pipe> _pipes = [];
    private readonly SortedSet<int> _freed = [];
    private readonly Queue<TaskCompletionSource<int>> _waiting = new();
    private int _reserved;
    private int _next;
    private int _requests;
    private TaskCompletionSource _idle = CompletedSignal();

    private PipeTable(int threads) => _threads = threads;

    /// <summary>Whether any request reached the engine.</summary>
    public bool WasUsed { get; private set; }

    public bool HasRequests
    {
        get
        {
            lock (_gate)
                return _requests > 0;
        }
    }

    /// <summary>Completes when no request is in the engine.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
                return _idle.Task;
        }
    }

    /// <summary>Null when the engine cannot work with the thread count: the server does not check it.</summary>
    public static PipeTable? Create(JsonNode? threads) =>
        PythonArguments.TypeName(threads) == "int" && int.TryParse(threads!.ToJsonString(), out int count) && count >= 0
            ? new PipeTable(count)
            : null;

    /// <summary>Counts a request in.</summary>
    /// <returns>Whether it is the first one of all.</returns>
    public bool Enter()
    {
        lock (_gate)
        {
            if (_requests++ == 0)
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            bool isFirst = !WasUsed;
            WasUsed = true;
            return isFirst;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_requests == 0)
                _idle.SetResult();
        }
    }

    /// <summary>Takes a slot and the lowest free id; waits in line while all slots are taken.</summary>
    public Task<int> ReserveAsync()
    {
        lock (_gate)
        {
            if (_reserved < _threads)
            {
                _reserved++;
                return Task.FromResult(TakeId());
            }

            var waiter = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
            return waiter.Task;
        }
    }

    public void Add(Pipe pipe)
    {
        lock (_gate)
            _pipes.Add(pipe.Id, pipe);
    }

    public Pipe? Find(int id)
    {
        lock (_gate)
            return _pipes.GetValueOrDefault(id);
    }

    /// <summary>Removes the pipe from sight; its slot and id stay taken until <see cref="Free"/>. False when it is gone already.</summary>
    public bool Remove(Pipe pipe)
    {
        lock (_gate)
            return _pipes.GetValueOrDefault(pipe.Id) == pipe && _pipes.Remove(pipe.Id);
    }

    /// <summary>Gives the id to the first who waits, else back.</summary>
    public void Free(int id)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out TaskCompletionSource<int>? waiter))
            {
                waiter.SetResult(id);
                return;
            }

            _reserved--;
            _freed.Add(id);
        }
    }

    /// <summary>Removes the pipes that the predicate picks and no write is using.</summary>
    public IReadOnlyList<Pipe> RemoveIdle(Func<Pipe, bool> isIdle)
    {
        lock (_gate)
        {
            Pipe[] idle = [.. _pipes.Values.Where(pipe => !pipe.IsWriting && isIdle(pipe))];
            foreach (Pipe pipe in idle)
                _pipes.Remove(pipe.Id);
            return idle;
        }
    }

    /// <summary>Marks a write as running or done, unless the pipe is gone.</summary>
    public bool SetWriting(Pipe pipe, bool isWriting, long now)
    {
        lock (_gate)
        {
            pipe.IsWriting = isWriting;
            pipe.LastActivity = now;
            return _pipes.GetValueOrDefault(pipe.Id) == pipe;
        }
    }

    private int TakeId()
    {
        if (_freed.Count == 0)
            return _next++;
        int id = _freed.Min;
        _freed.Remove(id);
        return id;
    }

    private static TaskCompletionSource CompletedSignal()
    {
        var signal = new TaskCompletionSource();
        signal.SetResult();
        return signal;
    }
}
