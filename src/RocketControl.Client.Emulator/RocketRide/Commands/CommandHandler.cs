namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>
/// Executes one command. The token is cancelled when the server stops, not when the connection drops: a command whose connection is gone goes on
/// (RocketRide protocol §1.7). Throws <see cref="CommandException"/> for a failure.
/// </summary>
internal delegate Task<CommandReply> CommandHandler(CommandRequest request, CancellationToken cancellationToken);
