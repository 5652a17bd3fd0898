namespace RocketControl.Client.Emulator.Faults;

/// <summary>What a fault makes of an HTTP request: whether it is executed, and what is done instead of just answering.</summary>
internal sealed record HttpFault(bool Executes, Func<HttpScene, Task> Respond);
