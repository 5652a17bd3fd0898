namespace RocketControl.Client.Transports.Dap;

/// <summary>What one frame from the peer turned out to be. At most one of response and event is set.</summary>
/// <param name="Response">A well-formed reply.</param>
/// <param name="Event">A well-formed event.</param>
/// <param name="Defect">Why the frame could not be taken as it is; null when it was fine.</param>
/// <param name="RequestSeq">The request that a defective reply belongs to, if that much could be read.</param>
internal readonly record struct DapIncoming(DapResponse? Response, DapEvent? Event, string? Defect, long? RequestSeq)
{
    public static DapIncoming Of(DapResponse response) => new(response, null, null, response.RequestSeq);

    public static DapIncoming Of(DapEvent dapEvent) => new(null, dapEvent, null, null);

    public static DapIncoming Defective(string defect, long? requestSeq = null) => new(null, null, defect, requestSeq);
}
