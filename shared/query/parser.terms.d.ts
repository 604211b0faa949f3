export declare const AndOp: number;
export declare const AtLeastOp: number;
export declare const NearOp: number;
export declare const NotOp: number;
export declare const OrOp: number;
