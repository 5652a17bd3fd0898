using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Runs;

/// <summary>
/// What the page's buttons do. It goes on when the page is closed meanwhile: giving up the waiting would take nothing back, and would leave an escalation undone.
/// </summary>
/// <param name="board">The runs.</param>
/// <param name="systems">The systems.</param>
/// <param name="stopping">Cancelled when the dashboard ends.</param>
internal sealed class RunCommands(RunBoard board, IReadOnlyList<ControlledSystem> systems, CancellationToken stopping)
{
    /// <returns>The new run's id on the board; null when there is no such system.</returns>
    public async Task<string?> StartAsync(string systemId, IReadOnlyDictionary<string, string> values)
    {
        if (systems.FirstOrDefault(known => known.Id == systemId) is not { } system)
            return null;
        var started = await system.StartAsync(new FormValues(system.StartFields, values), stopping);
        return board.Show(system, started.Run, started.Name).Id;
    }

    /// <returns>What came of it, for people.</returns>
    public async Task<string> SendAsync(BoardRun run, string content, string type, string? target)
    {
        var handle = string.IsNullOrWhiteSpace(target) ? run.Run : run.Run with { Source = target.Trim() };
        var result = await run.System.Client.SendAsync(handle, content, new SendOptions { MimeType = type }, stopping);
        return result.IsEmpty ? result.EmptyReason ?? "Taken." : $"Taken. {string.Join("; ", result.Results.Select(item => $"{item.Key} = {item.Value}"))}";
    }

    public Task PauseAsync(BoardRun run) => run.System.Client.PauseAsync(run.Run, stopping);

    public Task ResumeAsync(BoardRun run) => run.System.Client.ResumeAsync(run.Run, stopping);

    /// <summary>Ends a run; returns when that is accepted, with an escalation when the run is down.</summary>
    public async Task TerminateAsync(BoardRun run, TerminateMode mode, TimeSpan? escalateAfter)
    {
        board.Change(run, known => known.End = new EndRequest(IsAccepted: false));
        try
        {
            var result = await run.System.Client.TerminateAsync(
                run.Run,
                new TerminateOptions
                {
                    Mode = mode,
                    EscalateAfter = escalateAfter,
                    WaitForCompletion = escalateAfter is not null,
                    VerifyInstance = run.Run.Instance is not null,
                },
                stopping);
            board.Change(run, known =>
            {
                known.End = new EndRequest(IsAccepted: true, result.CompletionUnknown);
                if (result.FinalStatus is { IsTerminal: true } end)
                    known.Note(end);
            });
        }
        catch (RunControlException exception) when (!exception.OutcomeUnknown)
        {
            board.Change(run, known => known.End = null);
            throw;
        }
    }
}
