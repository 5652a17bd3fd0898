namespace RocketControl.Client.Transports.Dap;

/// <summary>What is remembered of a call whose caller gave up.</summary>
internal readonly record struct AbandonedCall(string Command, Action<DapResponse>? OnLateReply);
