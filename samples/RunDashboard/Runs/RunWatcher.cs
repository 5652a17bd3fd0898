using RocketControl.Client;
using RocketControl.Client.Transports.VectorShift;

namespace RunDashboard.Runs;

/// <summary>Follows one run until it is over, and through failures.</summary>
internal sealed class RunWatcher(RunBoard board, BoardRun run, TimeProvider time)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var next in run.System.Client.WatchAsync(run.Run, cancellationToken))
                    Note(next);
                return;
            }
            catch (RunNotFoundException exception)
            {
                board.Change(run, known =>
                {
                    known.Trouble = exception.Message;
                    known.IsLost = true;
                });
                return;
            }
            catch (RunNotSupportedException exception)
            {
                board.Change(run, known => known.Trouble = exception.Message);
                return;
            }
            catch (RunControlException exception)
            {
                board.Change(run, known => known.Trouble = exception.Message);
            }
            await Task.Delay(PauseAfterFailure, time, cancellationToken);
        }
    }

    private void Note(RunEvent next)
    {
        switch (next)
        {
            case RunStatusChanged { Status: var status }:
                board.Change(run, known => known.Note(status));
                break;
            case VectorShiftOutput output:
                board.Change(run, known => known.Output = $"{output.Name} = {output.Text}");
                break;
        }
    }
}
