using System.Globalization;
using System.Runtime.CompilerServices;
using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Runs;

/// <summary>
/// The runs that are shown, each with one watch, however many pages look on. A page is told what differs from what it was told before: a slow one misses what
/// came in between, never the newest.
/// </summary>
internal sealed class RunBoard(TimeProvider time) : IAsyncDisposable
{
    private const int MaxWatched = 200;
    private const int MaxOver = 50;
    private static readonly TimeSpan MeasureEach = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<BoardRun> _runs = [];
    private readonly Dictionary<string, string> _troubles = [];
    private readonly Dictionary<BoardRun, Task> _watches = [];
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _version;
    private long _lastId;

    /// <summary>Puts a run on the board, unless it is there.</summary>
    /// <param name="system">Where it runs.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">What to call it.</param>
    /// <returns>The run on the board.</returns>
    public BoardRun Show(ControlledSystem system, Run run, string name)
    {
        lock (_gate)
            return Known(system, run) ?? Add(system, run, name, isShown: true);
    }

    /// <summary>Puts a run on the board that was found in a list, as soon as it is seen alive: it may be over by now.</summary>
    /// <param name="system">Where it runs.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">What to call it.</param>
    /// <returns>False when there are too many already.</returns>
    public bool TryShowFound(ControlledSystem system, Run run, string name)
    {
        lock (_gate)
        {
            if (Known(system, run) is not null)
                return true;
            if (_watches.Count >= MaxWatched)
                return false;
            Add(system, run, name, isShown: false);
            return true;
        }
    }

    public BoardRun? Find(string id)
    {
        lock (_gate)
            return _runs.Find(run => run.Id == id);
    }

    public void Change(BoardRun run, Action<BoardRun> change)
    {
        lock (_gate)
        {
            change(run);
            Touch(run);
        }
    }

    /// <summary>Takes away all runs that are over.</summary>
    public void ClearOver()
    {
        lock (_gate)
        {
            _runs.RemoveAll(run => run.IsOver);
            Signal();
        }
    }

    /// <param name="system">What cannot be asked for its runs.</param>
    /// <param name="trouble">Why; null when it can again.</param>
    public void NoteTrouble(ControlledSystem system, string? trouble)
    {
        lock (_gate)
        {
            if (trouble == _troubles.GetValueOrDefault(system.Name))
                return;
            if (trouble is null)
                _troubles.Remove(system.Name);
            else
                _troubles[system.Name] = trouble;
            Signal();
        }
    }

    /// <summary>Measures all rates anew each second: they fall while nothing happens.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(MeasureEach, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            lock (_gate)
            {
                foreach (var run in _runs.Where(run => run.Measure(time.GetUtcNow())))
                    Touch(run);
            }
        }
    }

    /// <summary>The board as it is, then what changes, until cancelled.</summary>
    public async IAsyncEnumerable<BoardChange> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            Task next;
            BoardChange change;
            lock (_gate)
            {
                next = _changed.Task;
                change = Since(told);
                told = _version;
            }
            yield return change;
            await Task.Delay(ShortestPause, time, cancellationToken);
            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The board as it is.</summary>
    public BoardChange Snapshot()
    {
        lock (_gate)
            return Since(0);
    }

    public async ValueTask DisposeAsync()
    {
        Task[] watches;
        lock (_gate)
        {
            _stopping.Cancel();
            watches = [.. _watches.Values];
        }
        foreach (var watch in watches)
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private BoardRun? Known(ControlledSystem system, Run run) => _runs.Find(known => known.Is(system, run));

    private BoardRun Add(ControlledSystem system, Run run, string name, bool isShown)
    {
        var added = new BoardRun((++_lastId).ToString(CultureInfo.InvariantCulture), system, run, name) { IsShown = isShown };
        _runs.Insert(0, added);
        Touch(added);
        _watches.Add(added, WatchAsync(added));
        return added;
    }

    private async Task WatchAsync(BoardRun run)
    {
        await Task.Yield();
        try
        {
            await new RunWatcher(this, run, time).RunAsync(_stopping.Token);
        }
        finally
        {
            lock (_gate)
            {
                _watches.Remove(run);
                if (!run.IsShown)
                    _runs.Remove(run);
                foreach (var oldest in _runs.Where(known => known.IsOver).Skip(MaxOver).ToList())
                    _runs.Remove(oldest);
                Signal();
            }
        }
    }

    private BoardChange Since(long version)
    {
        var shown = _runs.Where(run => run.IsShown).ToList();
        return new BoardChange(
            [.. shown.Select(run => run.Id)],
            [.. shown.Where(run => run.Version > version).Select(RunViews.Of)],
            [.. _troubles.Select(trouble => $"{trouble.Key}: {trouble.Value}")]);
    }

    private void Touch(BoardRun run)
    {
        run.Version = ++_version;
        Signal();
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
