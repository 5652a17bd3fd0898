namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>What request faults look at.</summary>
internal readonly record struct RequestSubject(string Command, string? Subcommand);
