namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>What a fault makes of a request: whether the command is executed, and what is done instead of just sending the reply.</summary>
internal sealed record RequestFault(bool Executes, Func<RequestScene, Task> Answer);
