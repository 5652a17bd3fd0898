namespace RocketControl.Client.Emulator.Processes;

/// <summary>What Python calls <c>PermissionError</c>.</summary>
internal sealed class SignalDeniedException() : Exception("[Errno 1] Operation not permitted");
