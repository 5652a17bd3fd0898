namespace RocketControl.Client.Emulator.Processes;

/// <summary>What Python calls <c>ProcessLookupError</c>.</summary>
internal sealed class ProcessGoneException() : Exception("[Errno 3] No such process");
