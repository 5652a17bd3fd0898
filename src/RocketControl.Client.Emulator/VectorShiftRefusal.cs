namespace RocketControl.Client.Emulator;

/// <summary>How a <see cref="VectorShiftEmulator"/> answers where VectorShift's documents do not say what comes.</summary>
public enum VectorShiftRefusal
{
    /// <summary>400 with <c>{"status":"failed","error":"…"}</c>.</summary>
    BadRequest,

    /// <summary>200 with <c>{"status":"failed"}</c>, which says nothing more.</summary>
    FailedReply,

    /// <summary>500 with <c>{"status":"failed","error":"…"}</c>.</summary>
    ServerError,

    /// <summary>200 with <c>{"status":"success"}</c>, as if nothing were wrong.</summary>
    Success,
}
