using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>
/// Decides what becomes of each message. Logging in and out takes effect in the order of the frames; every other command runs on its own and is
/// answered when it is done (RocketRide protocol §2.1).
/// </summary>
internal sealed class RequestDispatcher(ServerLife server, ClientConnection connection, ConnectionControl control, AuthenticationGate gate)
{
    private static readonly CommandException NotAuthenticated = new("Not authenticated", "task_conn.py", 264);

    private readonly RunningCommands _running = new();

    private MessageSender Sender => control.Sender;

    /// <summary>Completes once all commands of this connection have ended.</summary>
    public Task WhenEndedAsync() => _running.WhenEndedAsync();

    public void Dispatch(InboundMessage message)
    {
        var origin = RequestOrigin.Of(message);
        if (message.IsRequest)
            server.Ledger.Record(connection, message);
        if (!gate.Admits(message))
        {
            Sender.Send(new PendingReply(origin, null, NotAuthenticated) { ThenClose = true });
            return;
        }
        if (!message.IsRequest || message.CommandName is not { } command)
            return;

        (RequestFault, int)? fault = server.Faults.Requests.Strike(new RequestSubject(command, message.Subcommand));
        _running.Enter();
        _ = RunAsync(message, command, origin, fault); // Counted by _running, which the server waits for before it forgets the connection.
    }

    private async Task RunAsync(InboundMessage message, string command, RequestOrigin origin, (RequestFault Fault, int Index)? struck)
    {
        try
        {
            PendingReply reply = struck is { Fault.Executes: false }
                ? new PendingReply(origin, CommandReply.Empty, null)
                : await ExecuteAsync(message, command, origin).ConfigureAwait(false);
            if (struck is { } hit)
                await hit.Fault.Answer(new RequestScene(reply, hit.Index, control, server.Options.TimeProvider, server.Stopping)).ConfigureAwait(false);
            else
                Sender.Send(reply);
        }
        catch (OperationCanceledException) when (server.Stopping.IsCancellationRequested)
        {
            // The server is stopping: what still runs is never answered.
        }
        catch (Exception mistake) when (struck is not null)
        {
            // What a test lets a fault do may throw; its author gets to see that.
            Sender.Send(new PendingReply(origin, null, new CommandException(mistake.Message)));
        }
        finally
        {
            _running.Exit();
        }
    }

    private async Task<PendingReply> ExecuteAsync(InboundMessage message, string command, RequestOrigin origin)
    {
        try
        {
            CommandReply reply = command switch
            {
                AuthenticationGate.LogInCommand => new CommandReply(gate.LogIn(message)),
                AuthenticationGate.LogOutCommand => LogOut(),
                _ => await server.Commands.Find(command)(ToRequest(message, command), server.Stopping).ConfigureAwait(false),
            };
            return new PendingReply(origin, reply, null);
        }
        catch (LoginRefusedException refused)
        {
            return new PendingReply(origin, null, new CommandException(refused.Message, "task_conn.py", 311)) { ThenClose = true };
        }
        catch (CommandException failure)
        {
            return new PendingReply(origin, null, failure);
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !server.Stopping.IsCancellationRequested)
        {
            return new PendingReply(origin, null, new CommandException(bug.Message, "task_conn.py"));
        }
    }

    private CommandReply LogOut()
    {
        gate.LogOut();
        return new CommandReply([]);
    }

    private CommandRequest ToRequest(InboundMessage message, string command) => new()
    {
        Connection = connection,
        Command = command,
        Arguments = message.Arguments,
        HasArguments = message.HasArguments,
        RootToken = message.RootToken,
        Data = message.Data,
    };
}
